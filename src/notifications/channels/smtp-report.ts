import type { MailReport } from '../../platform/mail.js';
import { withoutAddresses } from './without-addresses.js';

/** What nodemailer knows about a failed message. */
interface SmtpFailure {
  readonly message: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly code?: string;
}

/** How far a message had come when it failed. */
export type Stage =
  /** The server had not let us in. */
  | 'CONNECTING'
  /** The server knew sender and recipient, or was being told. */
  | 'IN_SESSION'
  /** Some of the message had left: without a reply, it may have arrived. */
  | 'HANDED_OVER';

/** 530, 534, 535, 538: the server wants a login, another one, or encryption; no message of ours would pass. */
const ABOUT_OUR_LOGIN = [530, 534, 535, 538];
/** Every server of the company's own that is asked to pass on what it was not set up for says it in these words. */
const RELAY_REFUSED = /\brelay(ing)?\b/i;

/** Reads what became of a message out of the error that ended it (reply codes: RFC 5321, 4.2.1). */
export function reportOfFailure(error: unknown, stage: Stage): MailReport {
  const failure = asFailure(error);
  const reply = withoutAddresses(failure.response ?? failure.message);
  return { result: resultOf(failure, stage, reply), reply };
}

function resultOf({ responseCode, command, code }: SmtpFailure, stage: Stage, reply: string): MailReport['result'] {
  if (responseCode === undefined) {
    if (stage === 'HANDED_OVER') return 'UNKNOWN';
    // nodemailer itself would not send it, which no server can change.
    return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'BOUNCED' : 'UNAVAILABLE';
  }
  if (stage === 'CONNECTING' || ABOUT_OUR_LOGIN.includes(responseCode)) return 'UNAVAILABLE';
  if (responseCode < 500) return 'DEFERRED';
  if (command === 'MAIL FROM') return 'UNAVAILABLE';
  // Wrongly set up, a server would turn every customer into an undeliverable one. Kept trying, it can be mended first.
  return RELAY_REFUSED.test(reply) ? 'DEFERRED' : 'BOUNCED';
}

function asFailure(error: unknown): SmtpFailure {
  return error instanceof Error ? error : { message: String(error) };
}
