import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { sourceById, SourceType } from '../../parties/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { namesOf } from '../capture/warn.js';
import { sizeOf } from '../goods.rule.js';
import type { Goods, MovedUnit, Movement } from '../movement.js';
import { movementById } from '../movement-row.query.js';
import { MovementType } from '../movement.type.js';
import {
  CONFLICT_STATES,
  type ConflictState,
  listMovementConflicts,
  type MovementConflictRow,
} from './movement-conflict.query.js';
import {
  ConflictStateEnum,
  MovementConflictAlreadyDecidedType,
  MovementConflictConnectionType,
  MovementConflictResolvedType,
  MovementConflictType,
  ResolveMovementConflictInput,
  ResolveMovementConflictResult,
} from './movement-conflict.type.js';
import { resolveMovementConflict } from './resolve-movement-conflict.js';

const OPEN: readonly ConflictState[] = ['OPEN'];
const CONFLICT = { description: 'The conflict as it stands.' };

@Resolver(() => MovementConflictType)
export class MovementConflictResolver {
  @Access('QUALITY', 'AUDITOR')
  @Query(() => MovementConflictConnectionType, {
    description: 'Movements of which two contents were sent under one id, newest first.',
  })
  movementConflicts(
    @Arg('states', () => [ConflictStateEnum], {
      nullable: true,
      description: 'Only these; left out, those that wait for a decision.',
    })
    states: ConflictState[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ) {
    const wanted = CONFLICT_STATES.filter((state) => (states ?? OPEN).includes(state));
    return pageOf(context, page, {
      scope: `movement conflicts ${wanted.join(' ')}`,
      find: async (limit, after) => (await listMovementConflicts(context.db, wanted, limit, after)).map(asNode),
      keyOf: ({ recordedAt, id }) => [recordedAt.toISOString(), ...id.split(':')],
    });
  }

  @Access('QUALITY')
  @Mutation(() => ResolveMovementConflictResult, {
    description:
      'Decides which of two contents under one id is right. Until then the goods of both answer CANNOT_TELL, and the ' +
      'customers of both may have them.',
  })
  resolveMovementConflict(
    @Arg('input', () => ResolveMovementConflictInput, { description: 'Which conflict, which version, why.' })
    input: ResolveMovementConflictInput,
    @Ctx() context: Context,
  ) {
    return resolveMovementConflict(context, input);
  }

  @FieldResolver(() => MovementType, { nullable: true, description: 'What is on record: the version that came first.' })
  movement(@Root() { movementId }: MovementConflictType, @Ctx() { load }: Context) {
    return load(movementById, movementId);
  }

  @FieldResolver(() => SourceType, { nullable: true, description: 'The system that sent both.' })
  source(@Root() { sourceId }: MovementConflictType, @Ctx() { load }: Context) {
    return load(sourceById, sourceId);
  }
}

@Resolver(() => MovementConflictResolvedType)
export class MovementConflictResolvedResolver {
  @FieldResolver(() => MovementConflictType, CONFLICT)
  conflict(@Root() { conflict }: MovementConflictResolvedType) {
    return asNode(conflict);
  }
}

@Resolver(() => MovementConflictAlreadyDecidedType)
export class MovementConflictAlreadyDecidedResolver {
  @FieldResolver(() => MovementConflictType, CONFLICT)
  conflict(@Root() { conflict }: MovementConflictAlreadyDecidedType) {
    return asNode(conflict);
  }
}

const MOST_GOODS = 100;

function asNode({ content, ...conflict }: MovementConflictRow) {
  return { ...conflict, id: `${conflict.movementId}:${conflict.fingerprint}`, other: versionOf(content) };
}

function versionOf(content: Movement) {
  const {
    kind,
    occurredAt,
    place,
    destination,
    carrier,
    consignee,
    consignor,
    container,
    assembly,
    orderRef,
    shipmentRef,
    goods,
    outputs,
  } = content;
  return {
    kind,
    occurredAt,
    place: place?.gln ?? null,
    destination: destination?.gln ?? null,
    carrier: carrier?.code ?? null,
    consignee: consignee?.number ?? null,
    // Kept before there were consignors, a version has none.
    consignor: (consignor as Movement['consignor'] | undefined)?.number ?? null,
    container: container?.sscc ?? (assembly && nameOfUnit(assembly)),
    order: orderRef,
    shipment: shipmentRef,
    goods: namesOf(content, () => true).slice(0, MOST_GOODS),
    goodsCount: sizeOf(goods),
    lines: linesOf(goods),
    outputs: linesOf(outputs),
    outputCount: sizeOf(outputs),
  };
}

function linesOf({ units, logisticUnits, quantities }: Goods) {
  const nothing = { batch: null, quantity: null, uom: null };
  return [
    ...units.map((unit) => ({ ...nothing, goods: nameOfUnit(unit), batch: unit.batch?.number.text ?? null })),
    ...logisticUnits.map(({ sscc }) => ({ ...nothing, goods: `(00)${sscc}` })),
    ...quantities.map(({ batch, quantity, uom }) => ({
      ...nothing,
      goods: `(01)${batch.gtin}(10)${batch.number.text}`,
      quantity,
      uom,
    })),
  ].slice(0, MOST_GOODS);
}

const nameOfUnit = ({ gtin, serial }: MovedUnit) => `(01)${gtin}(21)${serial.text}`;
