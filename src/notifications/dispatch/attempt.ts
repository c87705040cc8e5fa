import { setTimeout as sleep } from 'node:timers/promises';

import { parseMailAddress } from '../../platform/mail-address.js';
import { InvalidText } from '../../platform/text.js';
import { composeMail } from '../compose-mail.js';
import type { AttemptReport } from '../notification.js';
import { emailOf } from '../recipient-email.js';
import type { Claimed } from './claim.query.js';
import type { Dispatch } from './dispatch.js';

/** One try: finds the address as it is now, writes the message from the frozen texts, and hands it to the channel. */
export async function attempt(dispatch: Dispatch, claimed: Claimed): Promise<AttemptReport> {
  const { service, channel, pace } = dispatch;
  const email = await emailOf(service.db, claimed);
  if (email === null) return { result: 'NO_ADDRESS', reply: 'No e-mail address.' };
  const address = parseMailAddress(email);
  if (address instanceof InvalidText) return { result: 'NO_ADDRESS', reply: `The e-mail address ${address.reason}.` };

  const mail = await write(dispatch, claimed, address.address);
  if (!mail) return { result: 'NOT_WRITTEN', reply: 'The message could not be written; the log says why.' };

  const waitMs = pace.book(address.domain, service.now());
  if (waitMs > 0) await sleep(waitMs);
  return channel.send(mail);
}

/** One notice that cannot be written must not keep the others from being sent; its trouble stands in the log, and it is tried again. */
async function write({ service, render, log }: Dispatch, claimed: Claimed, address: string) {
  try {
    return composeMail(await render(service.db, claimed), claimed, address);
  } catch (error) {
    log.error({ err: error, notificationId: claimed.notificationId }, 'A notice could not be written.');
    return null;
  }
}
