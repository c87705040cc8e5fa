import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { type Gap, GapConnectionType, GapType } from '../../gaps/index.js';
import { movementById, MovementType } from '../../movements/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs, pageOf } from '../../platform/graphql/connection.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars/date-time.scalar.js';
import {
  type BatchRow,
  BatchType,
  type LogisticUnitRow,
  LogisticUnitType,
  type UnitRow,
  UnitType,
} from '../../products/index.js';
import type { GenealogyInPages } from '../genealogy/genealogy.js';
import { GenealogyType } from '../genealogy/genealogy.type.js';
import { completenessOfGoods } from './completeness-of-goods.js';
import { completenessOfScope } from './completeness-of-scope.js';
import type { Completeness } from './completeness.js';
import { CompletenessType, GapCountType } from './completeness.type.js';
import { readWatch } from './gap-watch.query.js';

const COMPLETENESS = { description: 'How complete its record is, and what is missing in it, as of now.' };

@Resolver(() => UnitType)
export class UnitCompletenessResolver {
  @FieldResolver(() => CompletenessType, COMPLETENESS)
  completeness(@Root() { id }: UnitRow, @Ctx() context: Context) {
    return completenessOfGoods(context, id);
  }
}

@Resolver(() => LogisticUnitType)
export class LogisticUnitCompletenessResolver {
  @FieldResolver(() => CompletenessType, COMPLETENESS)
  completeness(@Root() { id }: LogisticUnitRow, @Ctx() context: Context) {
    return completenessOfGoods(context, id);
  }
}

@Resolver(() => BatchType)
export class BatchCompletenessResolver {
  @FieldResolver(() => CompletenessType, {
    description:
      'How complete the record is of the batch, of its units and of the containers that they are in, and what is missing in it.',
  })
  completeness(@Root() { id }: BatchRow, @Ctx() { db }: Context) {
    return completenessOfScope(db, { batchIds: [id], unitIds: [], truncated: null }, `batch ${id}`);
  }
}

@Resolver(() => GenealogyType)
export class GenealogyCompletenessResolver {
  @FieldResolver(() => CompletenessType, {
    description:
      'How complete the record is of everything in it and of what was asked about: of its batches with all their units, of its ' +
      'units, and of the containers that they are in. A making that nobody recorded is no gap that could be found.',
  })
  async completeness(@Root() { name, readTraced }: GenealogyInPages, @Ctx() { db }: Context) {
    return completenessOfScope(db, await readTraced(), `genealogy ${name}`);
  }
}

@Resolver(() => CompletenessType)
export class CompletenessResolver {
  @FieldResolver(() => [GapCountType], { description: 'Its open gaps, counted by kind; the most frequent kind first.' })
  gapCounts(@Root() { countGaps }: Completeness) {
    return countGaps();
  }

  // Serial numbers by the page would make the limit on lookups worth nothing (`reliability.md` D14).
  @Access('WAREHOUSE', 'QUALITY', 'AUDITOR')
  @FieldResolver(() => GapConnectionType, { description: 'Its open gaps, oldest first.' })
  gaps(@Root() { scope, findGaps }: Completeness, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return pageOf(context, page, { scope, find: findGaps, keyOf: ({ since, id }) => [since.toISOString(), id] });
  }
}

/** The ledger stands above the queue, so what a gap says of movements is told here. */
@Resolver(() => GapType)
export class GapMovementResolver {
  @FieldResolver(() => MovementType, { nullable: true, description: 'The movement that shows it, where one does.' })
  movement(@Root() { movementId }: Gap, @Ctx() { load }: Context) {
    return movementId && load(movementById, movementId);
  }

  @FieldResolver(() => MovementType, { nullable: true, description: 'The movement by which it was explained.' })
  evidence(@Root() { evidenceMovementId }: Gap, @Ctx() { load }: Context) {
    return evidenceMovementId && load(movementById, evidenceMovementId);
  }
}

/** How far the search has come; an empty queue means nothing before that is known. */
@Resolver(() => GapConnectionType)
export class GapsCheckedResolver {
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'Up to when what is known was searched for gaps, of all goods; null while nothing was.',
  })
  async checkedThrough(@Ctx() { db }: Context) {
    return (await readWatch(db)).checkedThrough;
  }

  @FieldResolver(() => Boolean, { description: 'Whether all that is on record was searched.' })
  async isChecked(@Ctx() { db }: Context) {
    return !(await readWatch(db)).isBehind;
  }
}
