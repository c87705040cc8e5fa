import type { Cast } from './cast.js';
import type { Draft } from './prepare.js';
import type { Launch } from './tell.js';
import { style, table, type Told } from './terminal.js';

/** The shop in Cologne that the first call came from. */
const RECIPIENT = 'ottik@example.com';

/** Twenty were delivered to them. */
const COUNTED = { onHand: '14', soldOn: '6' };

const LINES_SHOWN = 24;

/** Reads the customer's mail, and finds the link in it. */
export async function readMail({ inbox, patience }: Cast, { mailsBefore }: Launch): Promise<Told<string>> {
  const { to, mail } = await inbox.mailTo(RECIPIENT, mailsBefore, patience);
  const text = mail.text ?? '';
  const [link] = /http\S+\/answer\/[\w-]+/.exec(text) ?? [];
  if (!link) throw new Error(`The mail to ${to} has no link to answer by.`);
  const shown = text.trimEnd().split('\n').slice(0, LINES_SHOWN);
  return {
    found: link,
    lines: [`To: ${to}`, `Subject: ${mail.subject ?? ''}`, '', ...shown, '[…]', link].map((line) => style('dim', line)),
  };
}

/** Does what the customer's browser does: opens the page, and sends its form. Neither needs a login or a script. */
export async function answerNotice(link: string): Promise<Told<void>> {
  const form = await (await fetch(link)).text();
  const thanks = await fetch(link, { method: 'POST', body: new URLSearchParams({ confirm: 'yes', ...COUNTED }) });
  if (!thanks.ok) throw new Error(`The answer was refused with ${thanks.status}.`);
  return {
    found: undefined,
    lines: [
      `the page: ${headingOf(form)}`,
      `the answer: ${COUNTED.onHand} on hand, ${COUNTED.soldOn} sold on`,
      `the page: ${headingOf(await thanks.text())}`,
    ],
  };
}

const headingOf = (page: string): string => /<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? '';

interface ToldCustomer {
  readonly channel: string;
  readonly state: string;
  readonly customer: { readonly name: string };
  readonly answer: { readonly onHand: string | null; readonly soldOn: string | null } | null;
}

interface Answers {
  readonly answered: number;
  readonly onHand: string;
  readonly soldOn: string;
}

/** Per customer, who is told and what they said. */
export async function readProgress({ author }: Cast, { id }: Draft): Promise<Told<void>> {
  const { notifications, recall } = await author<{
    notifications: { nodes: readonly ToldCustomer[] };
    recall: { progress: { answers: Answers } };
  }>(
    `query ($id: ID!) {
      notifications(recallId: $id, wave: "CUSTOMER") {
        nodes { channel state customer { name } answer { onHand soldOn } }
      }
      recall(id: $id) { progress { answers { answered onHand soldOn } } }
    }`,
    { id },
  );
  const { answered, onHand, soldOn } = recall.progress.answers;
  return {
    found: undefined,
    lines: [
      ...table(
        notifications.nodes.map(({ customer, channel, state, answer }) => [
          customer.name,
          channel,
          state,
          answer ? `${answer.onHand ?? '?'} on hand, ${answer.soldOn ?? '?'} sold on` : '',
        ]),
      ),
      `${answered} answered: ${onHand} on hand, ${soldOn} sold on`,
    ],
  };
}
