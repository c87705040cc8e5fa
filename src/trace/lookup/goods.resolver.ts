import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { type Gtin, InvalidIdentifier, parseSerial, type Sscc } from '../../gs1/index.js';
import { Access, DataReaders, RateLimited } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs } from '../../platform/graphql/connection.type.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { isUuid } from '../../platform/uuid.js';
import {
  batchById,
  BatchType,
  GtinScalar,
  logisticUnitById,
  logisticUnitId,
  LogisticUnitType,
  type LogisticUnitRow,
  SsccScalar,
  unitById,
  type UnitRow,
  UnitType,
} from '../../products/index.js';
import { logisticUnitsIn, unitsIn } from '../contents/contents-page.js';
import { journeyPage } from '../journeys/journey-page.js';
import { loadTrace, placeIn } from '../journeys/unit-trace.js';
import { PlaceType, StepType } from '../place.type.js';
import { findUnit } from './find-unit.js';

const StepConnection = connectionType('Step', () => StepType);
const PackedUnitConnection = connectionType('PackedUnit', () => UnitType);
const PackedLogisticUnitConnection = connectionType('PackedLogisticUnit', () => LogisticUnitType);

const NEWEST_FIRST = { defaultValue: false, description: 'Whether the last step comes first.' };
const DISPUTED = {
  description:
    'Whether two records with one id contradict each other about it; until QUALITY decides, nothing is certain.',
};
const OBSERVED_ONLY = {
  defaultValue: false,
  description:
    'Leave out what is inferred from the scans of the logistic unit the goods were in, and what was only declared.',
};

@Resolver(() => UnitType)
export class UnitResolver {
  @RateLimited()
  @DataReaders()
  @Query(() => UnitType, {
    nullable: true,
    description: 'A unit, by GTIN and serial number or by id; null when neither it nor its product was ever heard of.',
  })
  unit(
    @Ctx() context: Context,
    @Arg('gtin', () => GtinScalar, { nullable: true, description: 'The product; with `serial`, in place of `id`.' })
    gtin: Gtin | null,
    @Arg('serial', () => String, { nullable: true, description: 'As printed: letter case and leading zeros count.' })
    serialText: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'In place of GTIN and serial number.' }) id: string | null,
  ) {
    if (id != null) return isUuid(id) ? context.load(unitById, id) : null;
    if (gtin == null || serialText == null) throw new Refusal('BAD_USER_INPUT', 'Give `gtin` and `serial`, or `id`.');
    const serial = parseSerial(serialText);
    if (serial instanceof InvalidIdentifier) throw new Refusal('BAD_USER_INPUT', `${serial.toString()}.`);
    return findUnit(context, gtin, serial);
  }

  @FieldResolver(() => Boolean, { description: 'Whether any movement names it; false: only its product is known.' })
  async known(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return ((await loadTrace(context, id))?.steps.length ?? 0) > 0;
  }

  @FieldResolver(() => BatchType, { nullable: true, description: 'Its batch: the first that was said of it.' })
  async batch(@Root() { id }: UnitRow, @Ctx() context: Context) {
    const batchId = (await loadTrace(context, id))?.batchIds[0];
    return batchId === undefined ? null : context.load(batchById, batchId);
  }

  @FieldResolver(() => [BatchType], { description: 'Every batch that claims it; more than one is a contradiction.' })
  async batches(@Root() { id }: UnitRow, @Ctx() context: Context) {
    const trace = await loadTrace(context, id);
    const batches = await Promise.all((trace?.batchIds ?? []).map((batchId) => context.load(batchById, batchId)));
    return batches.filter((batch) => batch !== null);
  }

  @FieldResolver(() => PlaceType, { description: 'Where it is now, since when, and who has it.' })
  async place(@Root() { id }: UnitRow, @Ctx() context: Context) {
    const trace = await loadTrace(context, id);
    return trace && placeIn(trace);
  }

  @FieldResolver(() => [LogisticUnitType], { description: 'What it is packed in now, the nearest first.' })
  async containers(@Root() { id }: UnitRow, @Ctx() context: Context) {
    const trace = await loadTrace(context, id);
    const containers = await Promise.all((trace?.containerIds ?? []).map((one) => context.load(logisticUnitById, one)));
    return containers.filter((container) => container !== null);
  }

  @FieldResolver(() => Boolean, DISPUTED)
  async disputed(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return (await loadTrace(context, id))?.openConflict ?? false;
  }

  @FieldResolver(() => StepConnection, {
    description: 'What happened to it, and to the logistic units while it was in them.',
  })
  journey(
    @Root() { id }: UnitRow,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('newestFirst', () => Boolean, NEWEST_FIRST) newestFirst: boolean,
    @Arg('observedOnly', () => Boolean, OBSERVED_ONLY) observedOnly: boolean,
    @Ctx() context: Context,
  ) {
    return journeyPage(context, id, { newestFirst, observedOnly }, page);
  }
}

@Resolver(() => LogisticUnitType)
export class LogisticUnitResolver {
  @DataReaders()
  @Query(() => LogisticUnitType, {
    nullable: true,
    description: 'A pallet, case or tote; null when it was never heard of.',
  })
  logisticUnit(@Arg('sscc', () => SsccScalar, { description: '18 digits.' }) sscc: Sscc, @Ctx() { load }: Context) {
    return load(logisticUnitById, logisticUnitId(sscc));
  }

  @FieldResolver(() => PlaceType, { description: 'Where it is now, since when, and who has it.' })
  async place(@Root() { id }: LogisticUnitRow, @Ctx() context: Context) {
    const trace = await loadTrace(context, id);
    return trace && placeIn(trace);
  }

  @FieldResolver(() => [LogisticUnitType], { description: 'What it is packed in now, the nearest first.' })
  async containers(@Root() { id }: LogisticUnitRow, @Ctx() context: Context) {
    const trace = await loadTrace(context, id);
    const containers = await Promise.all((trace?.containerIds ?? []).map((one) => context.load(logisticUnitById, one)));
    return containers.filter((container) => container !== null);
  }

  @FieldResolver(() => Boolean, DISPUTED)
  async disputed(@Root() { id }: LogisticUnitRow, @Ctx() context: Context) {
    return (await loadTrace(context, id))?.openConflict ?? false;
  }

  @FieldResolver(() => StepConnection, { description: 'What happened to it.' })
  journey(
    @Root() { id }: LogisticUnitRow,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('newestFirst', () => Boolean, NEWEST_FIRST) newestFirst: boolean,
    @Arg('observedOnly', () => Boolean, OBSERVED_ONLY) observedOnly: boolean,
    @Ctx() context: Context,
  ) {
    return journeyPage(context, id, { newestFirst, observedOnly }, page);
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => PackedUnitConnection, {
    description: 'The units packed in it now. Not for customer service, who asks for one serial at a time.',
  })
  units(@Root() { id }: LogisticUnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return unitsIn(context, id, page);
  }

  @FieldResolver(() => PackedLogisticUnitConnection, { description: 'The logistic units packed in it now.' })
  logisticUnits(@Root() { id }: LogisticUnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return logisticUnitsIn(context, id, page);
  }
}
