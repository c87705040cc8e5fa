import type { FoundGap, GapKind } from '../../gaps/index.js';
import type { Step } from '../journeys/journey.js';
import type { GoodsOnRecord } from './goods-on-record.js';

/** Finds gaps of one sort in what is on record of a unit or logistic unit. */
export type GoodsRule = (goods: GoodsOnRecord) => FoundGap[];

/** A gap that one step shows. */
export function gapAt(
  goods: GoodsOnRecord,
  kind: GapKind,
  { link }: Pick<Step, 'link'>,
  explanation: string,
): FoundGap {
  const { movementId, locationId, carrierId, occurredAt } = link;
  const { goodsId, goodsKind } = goods;
  return {
    kind,
    goodsId,
    goodsKind,
    mark: movementId,
    movementId,
    locationId,
    carrierId,
    since: occurredAt,
    explanation,
  };
}

/** What was said of the goods themselves. What their container did is a gap of the container. */
export function ownSteps({ steps }: GoodsOnRecord): Step[] {
  return steps.filter(({ viaId }) => viaId === null);
}

/** A gap of the goods as they are on record, and not of one step. */
export function gapOf(
  { goodsId, goodsKind }: GoodsOnRecord,
  kind: GapKind,
  { since, movementId = null }: { readonly since: Date; readonly movementId?: string | null },
  explanation: string,
): FoundGap {
  const nowhere = { locationId: null, carrierId: null };
  return { kind, goodsId, goodsKind, mark: movementId ?? '', movementId, ...nowhere, since, explanation };
}
