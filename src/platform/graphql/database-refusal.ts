import { isConnectionFailure } from '../database/retry.js';
import { causeOf } from '../log.js';
import { Refusal } from './refusal.js';

const LONGEST_CHAIN = 8;

const unavailable = () =>
  new Refusal('UNAVAILABLE', 'The database cannot be reached at the moment. Nothing is lost; try again shortly.');

const busy = () =>
  new Refusal('UNAVAILABLE', 'Too many others are changing the same records at the moment. Try again shortly.');

const timeout = () =>
  new Refusal('TIMEOUT', 'This took longer than a request may. Ask for less, or try again when it is quieter.');

const locked = () =>
  new Refusal(
    'TIMEOUT',
    'The same records are being changed by something that takes long and goes on. Ask again shortly.',
  );

const storageFull = () =>
  new Refusal('UNAVAILABLE', 'The storage is full, so nothing can be recorded until there is space again.', {
    reason: 'STORAGE_FULL',
  });

const unstorableText = () =>
  new Refusal('BAD_USER_INPUT', 'A text contains a character that cannot be stored, such as NUL.');

/** What PostgreSQL's error codes mean to a client. Not in this list: a bug of ours. */
const REFUSALS: ReadonlyMap<string, () => Refusal> = new Map([
  ['57014', timeout], // statement timeout
  ['55P03', locked], // lock timeout
  ['40001', busy], // serialization failure
  ['40P01', busy], // deadlock
  ['53300', unavailable], // too many connections
  ['25006', unavailable], // a standby that only reads
  ['53100', storageFull], // disk full
  ['53200', unavailable], // out of memory
  ['22021', unstorableText], // a byte that is no character of the encoding
  ['22P05', unstorableText], // an escape that is no character of the encoding
]);

/** The refusal that a failure of the database comes to, or null when the failure is no such. */
export function refusalOfDatabase(error: unknown): Refusal | null {
  let link = error;
  for (let i = 0; i < LONGEST_CHAIN && link instanceof Error; i++) {
    if (isConnectionFailure(link)) return unavailable();
    const { code } = link as { code?: unknown };
    const refusal = typeof code === 'string' ? REFUSALS.get(code) : undefined;
    if (refusal) return refusal();
    link = causeOf(link);
  }
  return null;
}
