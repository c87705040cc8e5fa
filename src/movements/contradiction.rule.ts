import type { Standing } from './capture/goods-state.query.js';
import type { MovementKind } from './movement-kind.rule.js';

/** What a movement says, as far as it can contradict what is known. */
export interface Claim {
  readonly kind: MovementKind;
  readonly occurredAt: Date;
  readonly locationId: string | null;
  /** A customer says that they passed the goods on, which they can once they have them. */
  readonly isPassedOn: boolean;
  /** Whose site a place is, if it is a customer's. */
  readonly customerOf: (locationId: string | null) => string | null;
}

/**
 * How a movement contradicts the state before it, in words; null when it does not. It is recorded all the same: the
 * goods were seen, so one of the two records is wrong or something is missing between them.
 *
 * A packed unit's own place is not compared, since it goes with its container. A customer and all their sites are one place.
 */
export function contradictionOf(before: Standing, claim: Claim): string | null {
  if (before.placedAt === null || claim.occurredAt < before.seenAt || claim.kind === 'declare') return null;
  if (before.placedKind === 'destroy') return 'was recorded as destroyed before this';
  if (before.placedKind === 'transform' && before.locationId === null)
    return 'was made into something else before this';
  if (before.containerId !== null) return null;
  if (isWithOneCustomer(before, claim)) return null;
  if (before.placedKind === 'deliver') {
    return isWithdrawnFromCustomer(claim.kind) && !claim.isPassedOn
      ? 'was delivered before this, and no return is recorded'
      : null;
  }
  const stood = before.placedKind !== 'ship' && before.locationId !== null;
  if (stood && claim.locationId !== null && claim.locationId !== before.locationId) {
    return claim.kind === 'ship' || claim.kind === 'pack'
      ? 'was last recorded at another place'
      : 'was last recorded at another place, and no shipment is recorded between';
  }
  return null;
}

/** Received by whom it was delivered to, at another site of theirs, or given back by whoever had it. */
function isWithOneCustomer(before: Standing, { kind, locationId, customerOf }: Claim): boolean {
  const siteOf = customerOf(before.locationId);
  const holderId = before.placedKind === 'deliver' ? (before.consigneeId ?? siteOf) : siteOf;
  return (
    holderId !== null && before.placedKind !== 'ship' && (kind === 'return' || customerOf(locationId) === holderId)
  );
}

function isWithdrawnFromCustomer(kind: MovementKind): boolean {
  return kind === 'ship' || kind === 'receive' || kind === 'pack';
}
