import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';

import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { connectionType, PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import {
  type BatchRow,
  BatchType,
  LogisticUnitType,
  type LogisticUnitRow,
  type UnitRow,
  UnitType,
} from '../../products/index.js';
import { correctionOfMovement, replacedBy, voidedMovementIdsOf } from '../correction.query.js';
import { declarationsOfBatch, movementById, type MovementRow } from '../movement-row.query.js';
import { MovementType } from '../movement.type.js';
import { correctMovement } from './correct-movement.js';
import {
  CorrectMovementInput,
  CorrectMovementResult,
  MovementCorrectedType,
  MovementCorrectionType,
} from './correction.type.js';

const VoidedMovementConnection = connectionType('VoidedMovement', () => MovementType);

const REPLACEMENT = { nullable: true, description: 'What is recorded in its place, if that is known.' };
const VOIDED = {
  description: 'What was recorded of it and then voided by a correction, newest first. It has no effect on anything.',
};

@Resolver(() => MovementType)
export class CorrectionResolver {
  @Access('WAREHOUSE', 'QUALITY')
  @Mutation(() => CorrectMovementResult, {
    description:
      'Voids a movement, and records what happened instead if that is known. Nothing is deleted; a correction is final; ' +
      'sent again, it does nothing. It may come before the movement that it corrects.',
  })
  correctMovement(
    @Arg('input', () => CorrectMovementInput, { description: 'What was wrong, and what happened instead.' })
    input: CorrectMovementInput,
    @Ctx() context: Context,
  ) {
    return correctMovement(context, input);
  }

  @FieldResolver(() => MovementCorrectionType, {
    nullable: true,
    description: 'What voided it; null while it is in effect.',
  })
  correction(@Root() { id }: MovementRow, @Ctx() { load }: Context) {
    return load(correctionOfMovement, id);
  }

  @FieldResolver(() => MovementType, { nullable: true, description: 'The movement in whose place it was recorded.' })
  async replaces(@Root() { id }: MovementRow, @Ctx() { load }: Context) {
    const replaced = await load(replacedBy, id);
    return replaced && load(movementById, replaced.movementId);
  }
}

@Resolver(() => MovementCorrectionType)
export class MovementCorrectionResolver {
  @FieldResolver(() => MovementType, REPLACEMENT)
  replacement(@Root() { replacementId }: MovementCorrectionType, @Ctx() { load }: Context) {
    return replacementId && load(movementById, replacementId);
  }
}

@Resolver(() => MovementCorrectedType)
export class MovementCorrectedResolver {
  @FieldResolver(() => MovementType, { nullable: true, description: 'The voided movement; null until it arrives.' })
  movement(@Root() { movementId }: MovementCorrectedType, @Ctx() { load }: Context) {
    return load(movementById, movementId);
  }

  @FieldResolver(() => MovementType, REPLACEMENT)
  replacement(@Root() { replacementId }: MovementCorrectedType, @Ctx() { load }: Context) {
    return replacementId && load(movementById, replacementId);
  }
}

@Resolver(() => UnitType)
export class UnitCorrectionsResolver {
  @FieldResolver(() => VoidedMovementConnection, VOIDED)
  voidedMovements(@Root() { id }: UnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return voidedMovements(context, id, page);
  }
}

@Resolver(() => LogisticUnitType)
export class LogisticUnitCorrectionsResolver {
  @FieldResolver(() => VoidedMovementConnection, VOIDED)
  voidedMovements(@Root() { id }: LogisticUnitRow, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return voidedMovements(context, id, page);
  }
}

@Resolver(() => BatchType)
export class BatchDeclarationsResolver {
  @FieldResolver(() => [MovementType], {
    description: 'What was declared of it, the first first; what is wrong with it is put right by `correctMovement`.',
  })
  async declarations(@Root() { id }: BatchRow, @Ctx() { load }: Context) {
    return (await load(declarationsOfBatch, id))?.movements ?? [];
  }
}

function voidedMovements(context: Context, goodsId: string, page: PageArgs) {
  return pageOf(context, page, {
    scope: `voided movements of ${goodsId}`,
    find: async (limit, after) => {
      const voided = await voidedMovementIdsOf(context.db, goodsId, limit, after);
      const movements = await Promise.all(voided.map(({ movementId }) => context.load(movementById, movementId)));
      return movements.filter((movement) => movement !== null);
    },
    keyOf: ({ occurredAt, id }: MovementRow) => [occurredAt.toISOString(), id],
  });
}
