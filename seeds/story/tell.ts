import { setTimeout as sleep } from 'node:timers/promises';

import { type Outcome, requireOutcome } from './ask.js';
import type { Cast } from './cast.js';
import type { Inbox } from './inbox.js';
import type { Draft } from './prepare.js';
import { table, type Told } from './terminal.js';

const POLL_MS = 100;

/** How far the inbox was when the recall was launched. */
export interface Launch {
  readonly mailsBefore: number;
  readonly at: number;
}

interface RecallLaunched extends Outcome {
  readonly __typename: 'RecallLaunched';
  readonly recall: { readonly launch: { readonly units: number; readonly recipients: number } };
}

export async function launchRecall({ author, inbox }: Cast, { id }: Draft): Promise<Told<Launch>> {
  const launch = { mailsBefore: inbox.arrived.length, at: performance.now() };
  const { launchRecall: answer } = await author<{ launchRecall: Outcome }>(
    `mutation ($id: ID!) {
      launchRecall(recallId: $id) {
        __typename
        ... on RecallLaunched { recall { launch { units recipients } } }
        ... on UserError { message }
      }
    }`,
    { id },
  );
  const { units, recipients } = requireOutcome<RecallLaunched>(answer, 'RecallLaunched').recall.launch;
  return { found: launch, lines: [`${units} units held, ${recipients} recipients fixed, sending has begun`] };
}

interface Progress {
  readonly recipients: number;
  readonly onTheirWay: number;
  readonly needAPerson: number;
  readonly missing: number;
}

export async function awaitMails(
  { author, inbox, patience }: Cast,
  { id }: Draft,
  launch: Launch,
): Promise<Told<void>> {
  for (;;) {
    const { recall } = await author<{ recall: { progress: Progress } }>(
      'query ($id: ID!) { recall(id: $id) { progress { recipients onTheirWay needAPerson missing } } }',
      { id },
    );
    const { progress } = recall;
    if (progress.onTheirWay === 0) return { found: undefined, lines: mailLines(inbox, launch, progress) };
    await sleep(POLL_MS, undefined, { signal: patience });
  }
}

function mailLines({ arrived }: Inbox, { mailsBefore, at }: Launch, progress: Progress): string[] {
  const mails = arrived.slice(mailsBefore);
  const { recipients, needAPerson, missing } = progress;
  return [
    ...table(mails.map(({ to, arrivedAt, mail }) => [`+${Math.round(arrivedAt - at)} ms`, to, mail.subject ?? ''])),
    `${recipients} to be told: ${mails.length} by mail, ${needAPerson} by a person who calls or writes, ${missing} lost`,
  ];
}
