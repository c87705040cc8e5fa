import { derivedId } from '../platform/database/derived-id.js';
import type { Recipient } from './notification.js';

const LANES = 64;

/** The same recipient of the same wave has the same notification, however often the wave is launched. */
export function notificationId(recallId: string, wave: string, recipient: Recipient): string {
  const { partyKind, partyId, channel } = recipient;
  return derivedId(`notification ${recallId} ${wave} ${partyKind} ${partyId} ${channel}`);
}

/** Spreads notifications over the keys by which they are claimed, so that dispatchers rarely meet. */
export function laneOf(id: string): number {
  return Number.parseInt(id.slice(-2), 16) % LANES;
}
