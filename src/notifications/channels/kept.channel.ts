import type { MailChannel } from '../../platform/mail.js';

/** Where no mail server is configured: nothing leaves, and what would have left can be read in Retrace. */
export function keptChannel(): MailChannel {
  return {
    sends: false,
    send: () => Promise.resolve({ result: 'KEPT', reply: 'No mail server is configured.' }),
    close: () => undefined,
  };
}
