import { recordAudit } from '../platform/audit/record-audit.js';
import type { Context } from '../platform/context.js';
import { isUuid } from '../platform/uuid.js';
import { gapAssigned, gapIsClosed, gapOwnerUnknown, gapUnknown } from './gap.outcomes.js';
import { isValidKey } from './gap-reference.query.js';
import { lockGap, setOwner } from './gap.query.js';

export interface AssignGap {
  readonly gapId: string;
  /** The API key of whoever looks into it; left out, the caller's own; null, nobody. */
  readonly ownerId?: string | null;
}

/** Says who looks into a gap. Whom it belonged to before is in the audit trail. */
export async function assignGap(context: Context, { gapId, ownerId = context.actor.id }: AssignGap) {
  const { db, actor, now } = context;
  if (!isUuid(gapId)) return gapUnknown(gapId);
  const isSomeoneElse = ownerId !== null && ownerId !== actor.id;
  if (isSomeoneElse && !(isUuid(ownerId) && (await isValidKey(db, ownerId, now())))) return gapOwnerUnknown(ownerId);

  return db.transaction(async (tx) => {
    const gap = await lockGap(tx, gapId);
    if (!gap) return gapUnknown(gapId);
    if (gap.state === 'CLOSED') return gapIsClosed(gap);
    if (gap.ownerId === ownerId) return gapAssigned(gap);
    await setOwner(tx, gap, ownerId);
    recordAudit(tx, context, {
      action: 'assignGap',
      objectKind: 'gap',
      objectId: gapId,
      detail: { kind: gap.kind, goodsId: gap.goodsId, ownerBefore: gap.ownerId, owner: ownerId },
    });
    return gapAssigned({ ...gap, ownerId });
  });
}
