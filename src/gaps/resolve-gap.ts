import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { InvalidText, readParagraphs } from '../platform/text.js';
import { isUuid } from '../platform/uuid.js';
import { isOnRecord } from './gap-reference.query.js';
import {
  gapEvidenceUnknown,
  gapIsClosed,
  gapNeedsDecision,
  gapReasonInvalid,
  gapResolved,
  gapUnknown,
} from './gap.outcomes.js';
import { lockGap, markResolved } from './gap.query.js';

export interface ResolveGap {
  readonly gapId: string;
  /** What really happened, and how that is known. */
  readonly reason: string;
  /** The movement that proves it, where there is one. */
  readonly evidenceMovementId?: string | null;
}

const LONGEST_REASON = 2_000;

/** Explains a gap that no later scan will fill. It stays explained, also when it is found again and no more is missing. */
export async function resolveGap(context: Context, { gapId, ...input }: ResolveGap) {
  const reason = readParagraphs(input.reason, LONGEST_REASON);
  if (reason instanceof InvalidText) return gapReasonInvalid(reason.reason);
  if (!isUuid(gapId)) return gapUnknown(gapId);
  const evidenceMovementId = input.evidenceMovementId ?? null;
  const isEvidence =
    evidenceMovementId === null || (isUuid(evidenceMovementId) && (await isOnRecord(context.db, evidenceMovementId)));
  if (!isEvidence) return gapEvidenceUnknown(evidenceMovementId);

  return context.db.transaction(async (tx) => {
    const gap = await lockGap(tx, gapId);
    if (!gap) return gapUnknown(gapId);
    if (gap.state === 'RESOLVED') return gapResolved(gap, { alreadyResolved: true });
    if (gap.state === 'CLOSED') return gapIsClosed(gap);
    if (gap.kind === 'OPEN_CONFLICT') return gapNeedsDecision(gap);

    const resolution = {
      resolvedAt: context.now(),
      resolvedBy: context.actor.id,
      resolutionReason: reason,
      evidenceMovementId,
    };
    await markResolved(tx, gap, resolution);
    recordAudit(tx, context, {
      action: 'resolveGap',
      objectKind: 'gap',
      objectId: gapId,
      reason,
      detail: { kind: gap.kind, goodsId: gap.goodsId, evidenceMovementId },
    });
    return gapResolved({ ...gap, ...resolution, state: 'RESOLVED' }, { alreadyResolved: false });
  });
}
