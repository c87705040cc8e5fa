import { createHash } from 'node:crypto';

import { hashOfRecipients } from '../recipients/recall-recipient.query.js';
import type { ScopeChange } from './scope-change.js';

/**
 * # Further waves
 *
 * Scans come late, goods are moved although they are held, makings and corrections are recorded after a launch. So the scope of
 * each open recall is evaluated again after something was recorded, and compared with what its waves told and covered. What
 * differs is **proposed** as a further wave: whom to tell, what comes into the scope, what goes out of it.
 *
 * - What comes in is held at once, for that harms nobody. Nobody outside is told, and nothing goes out, before someone who
 *   neither wrote nor submitted the recall launches the wave; the company's own people are told that there is one to look at.
 * - There is one open proposal at a time, and it is rewritten as more becomes known; its **hash** names what somebody has read.
 *   When nothing of it is left, it is withdrawn.
 * - To launch it evaluates once more: who is reached by then is told, what differs from the proposal is recorded, and nothing
 *   goes out of the scope that nobody has looked at.
 * - Whoever a declined proposal named is not proposed again, unless they have more by then.
 * - Who was told is told again of more, and of goods that came into the scope since their notice, which it does not name: ten
 *   pieces of another lot are not more than ten, but nobody has told them to look for that lot. So is a carrier with whom held goods were shipped again.
 * - Who need not have been told is called by a person when the wave that says so is launched. Should they have the goods after all,
 *   they are told as if nobody had told them; where it was declined, what they were told stands, if they were told anything.
 * - While one is open, the recall cannot be closed.
 */
export interface WaveProposal {
  readonly recallId: string;
  /** The number that the wave would have. */
  readonly wave: number;
  readonly state: 'PROPOSED' | 'LAUNCHED' | 'DECLINED' | 'WITHDRAWN';
  readonly proposedAt: Date;
  /** When it was last found to be so. */
  readonly evaluatedAt: Date;
  readonly knownThrough: Date | null;
  /** Of the whole scope, by serial number. */
  readonly units: number;
  readonly proposalHash: string;
}

/** Raised when what is hashed, or how it is written, changes. */
const FORMAT = 1;

/** Names exactly what would be launched. */
export function proposalHash(recallId: string, wave: number, { toTell, removed, goods }: ScopeChange): string {
  const recipients = [...toTell, ...removed];
  const bound = [
    FORMAT,
    recallId,
    wave,
    hashOfRecipients(recipients),
    recipients.map(({ partyId, change }) => `${partyId} ${change}`).sort(),
    goods.map(({ goodsId, change }) => `${goodsId} ${change}`).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}
