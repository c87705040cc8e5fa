import { comparePositions, type Link, type MovementKind } from '../../movements/index.js';
import type { Context } from '../../platform/context.js';
import type { Connection, PageArgs } from '../../platform/graphql/connection.type.js';
import { pageOf } from '../../platform/graphql/connection.type.js';
import type { Step } from './journey.js';
import { loadTrace } from './unit-trace.js';

export interface JourneyArgs {
  readonly newestFirst: boolean;
  readonly observedOnly: boolean;
}

/**
 * A page of the journey of a unit or logistic unit. It is read as a whole, since a late scan can stand anywhere in it; for
 * the same reason a page goes on from a step's place in the order of the ledger, and not from its number.
 */
export async function journeyPage(
  context: Context,
  goodsId: string,
  args: JourneyArgs,
  page: PageArgs,
): Promise<Connection<Step>> {
  const trace = await loadTrace(context, goodsId);
  return pageOfSteps(context, `journey ${goodsId}`, trace?.steps ?? [], args, page);
}

export function pageOfSteps<Told extends Step>(
  context: Context,
  scope: string,
  steps: readonly Told[],
  { newestFirst, observedOnly }: JourneyArgs,
  page: PageArgs,
): Promise<Connection<Told>> {
  const wanted = steps.filter(({ evidence }) => !observedOnly || evidence === 'OBSERVED');
  const ordered = newestFirst ? wanted.toReversed() : wanted;
  const direction = newestFirst ? -1 : 1;
  return pageOf(context, page, {
    scope: `${scope} ${String(newestFirst)} ${String(observedOnly)}`,
    find: (limit, after) => {
      const last = after && positionIn(after);
      const rest = last ? ordered.filter(({ link }) => comparePositions(link, last) * direction > 0) : ordered;
      return Promise.resolve(rest.slice(0, limit));
    },
    keyOf: ({ link }) => [link.occurredAt.getTime(), link.kind, link.sequence, link.movementId],
  });
}

type Position = Pick<Link, 'occurredAt' | 'kind' | 'sequence' | 'movementId'>;

function positionIn([occurredAt, kind, sequence, movementId]: readonly (string | number)[]): Position {
  return {
    occurredAt: new Date(Number(occurredAt)),
    kind: kind as MovementKind,
    sequence: Number(sequence),
    movementId: String(movementId),
  };
}
