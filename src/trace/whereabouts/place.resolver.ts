import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { movementById, MovementType } from '../../movements/index.js';
import {
  carrierById,
  CarrierType,
  customerById,
  CustomerType,
  locationById,
  LocationType,
} from '../../parties/index.js';
import type { Context } from '../../platform/context.js';
import { refer } from '../../platform/reference-cache.js';
import { logisticUnitById, LogisticUnitType } from '../../products/index.js';
import type { Place, Step } from '../journeys/journey.js';
import { isDisputed, type ToldStep } from '../journeys/step-disputes.js';
import { PlaceCountType, PlaceType, StepType } from '../place.type.js';
import type { PlaceOnly } from './place-counts.js';
import { RecipientType } from './whereabouts.type.js';

const LOCATION = { nullable: true, description: 'The location, or where it was shipped from.' };
const CARRIER = { nullable: true, description: 'Who has it while in transit; null: the record does not say.' };
const CUSTOMER = { nullable: true, description: 'Who received it, whose site it is at, or for whom it is on its way.' };

/** Goods that are at a customer's own site are with that customer, whoever says that they came. */
function customerAt({ placeKind, locationId, consigneeId }: PlaceOnly, context: Context) {
  if (consigneeId !== null) return refer(context, customerById, consigneeId);
  if (locationId === null || (placeKind !== 'AT_LOCATION' && placeKind !== 'DELIVERED')) return null;
  const customerOf = (site: { readonly customerId: string | null } | null) =>
    site?.customerId ? refer(context, customerById, site.customerId) : null;
  const site = refer(context, locationById, locationId);
  return site instanceof Promise ? site.then(customerOf) : customerOf(site);
}

@Resolver(() => PlaceType)
export class PlaceResolver {
  @FieldResolver(() => LocationType, LOCATION)
  location(@Root() { locationId }: Place, @Ctx() context: Context) {
    return locationId && refer(context, locationById, locationId);
  }

  @FieldResolver(() => CarrierType, CARRIER)
  carrier(@Root() { carrierId }: Place, @Ctx() context: Context) {
    return carrierId && refer(context, carrierById, carrierId);
  }

  @FieldResolver(() => CustomerType, CUSTOMER)
  customer(@Root() place: Place, @Ctx() context: Context) {
    return customerAt(place, context);
  }
}

@Resolver(() => PlaceCountType)
export class PlaceCountResolver {
  @FieldResolver(() => LocationType, LOCATION)
  location(@Root() { locationId }: PlaceCountType, @Ctx() context: Context) {
    return locationId && refer(context, locationById, locationId);
  }

  @FieldResolver(() => CarrierType, CARRIER)
  carrier(@Root() { carrierId }: PlaceCountType, @Ctx() context: Context) {
    return carrierId && refer(context, carrierById, carrierId);
  }

  @FieldResolver(() => CustomerType, CUSTOMER)
  customer(@Root() place: PlaceCountType, @Ctx() context: Context) {
    return customerAt(place, context);
  }
}

@Resolver(() => RecipientType)
export class RecipientResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: 'Who received goods.' })
  customer(@Root() { customerId }: RecipientType, @Ctx() context: Context) {
    return refer(context, customerById, customerId);
  }

  @FieldResolver(() => [CustomerType], { description: 'The customers who passed goods on to them.' })
  async from(@Root() { fromIds }: RecipientType, @Ctx() { load }: Context) {
    const customers = await Promise.all(fromIds.map((id) => load(customerById, id)));
    return customers.filter((customer) => customer !== null);
  }
}

/** A step carries what its movement did; the movement itself is read only for who asks for more. */
@Resolver(() => StepType)
export class StepResolver {
  @FieldResolver(() => LocationType, { nullable: true, description: 'Where it happened.' })
  place(@Root() { link }: Step, @Ctx() context: Context) {
    return link.locationId && refer(context, locationById, link.locationId);
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'Who took or brought the goods.' })
  carrier(@Root() { link }: Step, @Ctx() context: Context) {
    return link.carrierId && refer(context, carrierById, link.carrierId);
  }

  @FieldResolver(() => CustomerType, { nullable: true, description: 'Whom the goods were for, or came from.' })
  consignee(@Root() { link }: Step, @Ctx() context: Context) {
    return link.consigneeId && refer(context, customerById, link.consigneeId);
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The customer who reported that they passed the goods on to the consignee; null: we moved them.',
  })
  consignor(@Root() { link }: Step, @Ctx() context: Context) {
    return link.consignorId && refer(context, customerById, link.consignorId);
  }

  @FieldResolver(() => LogisticUnitType, { nullable: true, description: 'What it was packed into or taken out of.' })
  container(@Root() { link }: Step, @Ctx() { load }: Context) {
    return link.containerId && load(logisticUnitById, link.containerId);
  }

  @FieldResolver(() => LogisticUnitType, {
    nullable: true,
    description: 'The logistic unit whose scan this was; null: the goods were scanned themselves, or `viaUnit`.',
  })
  via(@Root() { viaId }: Step, @Ctx() { load }: Context) {
    return viaId && load(logisticUnitById, viaId);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether another content under the id of its movement waits for a decision: it happened like this, or otherwise.',
  })
  disputed(@Root() step: ToldStep, @Ctx() context: Context) {
    return isDisputed(context, step);
  }

  @FieldResolver(() => MovementType, { nullable: true, description: 'The entry of the ledger.' })
  movement(@Root() { link }: Step, @Ctx() { load }: Context) {
    return load(movementById, link.movementId);
  }
}
