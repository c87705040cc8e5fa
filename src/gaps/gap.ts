import { derivedId } from '../platform/database/derived-id.js';
import type { FoundGap, GapState } from './gap-kind.rule.js';

/*
 * # Gaps
 *
 * A **gap** is a hole or contradiction in the record, with an owner, until it is gone. Rules find gaps in what is on record of
 * goods (`trace/gaps/`), again and again; the same one is the same row, since its id is made from what it is. What is no longer
 * found is CLOSED: a late scan, a correction or a decision has filled it; found again it is OPEN again. What a person has
 * RESOLVED, with a reason and perhaps the movement that proves it, stays so however often it is found, until that movement is
 * corrected or more is missing than was explained: then it is OPEN again, with the same owner, and the explanation is
 * in the audit trail.
 */
export interface Gap extends Omit<FoundGap, 'mark'> {
  readonly id: string;
  readonly productId: string | null;
  readonly state: GapState;
  readonly foundAt: Date;
  readonly closedAt: Date | null;
  readonly ownerId: string | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolutionReason: string | null;
  readonly evidenceMovementId: string | null;
}

export function gapIdOf({ kind, goodsId, mark }: Pick<FoundGap, 'kind' | 'goodsId' | 'mark'>): string {
  return derivedId(`gap ${kind} ${goodsId} ${mark}`, goodsId);
}

/** A gap that was found just now, and that may not be in the queue yet. */
export function newGap({ mark, ...found }: FoundGap, productId: string | null, foundAt: Date): Gap {
  return {
    ...found,
    id: gapIdOf({ ...found, mark }),
    productId,
    state: 'OPEN',
    foundAt,
    closedAt: null,
    ownerId: null,
    resolvedAt: null,
    resolvedBy: null,
    resolutionReason: null,
    evidenceMovementId: null,
  };
}
