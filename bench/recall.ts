import { setTimeout as sleep } from 'node:timers/promises';

import { makeGtin } from '../src/gs1/index.js';
import { type MovementItem, recordMovements } from '../src/movements/index.js';
import { registerCustomers } from '../src/parties/index.js';
import { FIRST_DAY, HOUR_MS, PLANT, serial } from './dataset.js';
import { SOURCE, type Stage } from './stage.js';

const GTIN = makeGtin('0950600022222');
const BATCH = 'BENCH-RECALLED';
const CUSTOMERS = 10_000;
const AT_A_TIME = 1_000;
const RUN = 10_000;
const LATE = 'RECALLED-LATE';
const PATIENCE_MS = 300_000;

/** Milliseconds. */
export interface Recalled {
  readonly customers: number;
  readonly preview: number;
  readonly launch: number;
  /** From a late scan, as it was answered, until a further wave is proposed that names whom it concerns. */
  readonly proposed: number;
}

/**
 * A recall of a batch, as a quality team sees it over HTTP: a tenth of its units were delivered, to ten thousand customers; the
 * preview, the launch, and how long after it a unit that went to someone else is known to be theirs.
 */
export async function benchRecall(stage: Stage, units: number): Promise<Recalled> {
  await fill(stage, units);
  const { createRecall } = await ask<{ createRecall: { recall: { id: string } } }>(stage, CREATE, { input: CONTENT });
  const { id } = createRecall.recall;

  const preview = await timed(() => askForPreview(stage, id));
  await move(stage, SUBMIT, id, 'SUBMITTED');
  const { recall } = await ask<{ recall: { submission: { approvalHash: string } } }>(stage, READ, { id });
  await ask(stage, APPROVE, { id, hash: recall.submission.approvalHash }, stage.keys.approver);
  const launch = await timed(() => move(stage, LAUNCH, id, 'LAUNCHED'));

  await record(stage, [deliver('late', 'LATE', [serial(units - 1)])]);
  const proposed = await timed(() => until(() => isProposed(stage, id), 'No further wave was proposed.'));
  return { customers: CUSTOMERS, preview, launch, proposed };
}

async function fill(stage: Stage, units: number): Promise<void> {
  const numbers = [...Array.from({ length: CUSTOMERS }, (_, i) => `RECALLED-${i}`), LATE];
  for (let first = 0; first < numbers.length; first += AT_A_TIME) {
    const customers = numbers.slice(first, first + AT_A_TIME);
    await registerCustomers(
      stage.context(),
      customers.map((number) => ({ number, kind: 'BUSINESS' as const, email: `${number}@example.com` })),
    );
  }
  for (let first = 0; first < units; first += RUN) {
    await record(stage, [movement(`made-${first}`, 'commission', 1, serialsFrom(first, Math.min(RUN, units - first)))]);
  }
  const each = Math.max(1, Math.floor(units / 10 / CUSTOMERS));
  const deliveries = numbers.slice(0, CUSTOMERS).map((_, i) => deliver(`${i}`, `${i}`, serialsFrom(i * each, each)));
  for (let first = 0; first < CUSTOMERS; first += AT_A_TIME) {
    await record(stage, deliveries.slice(first, first + AT_A_TIME));
  }
  await stage.settle();
}

async function record(stage: Stage, movements: readonly MovementItem[]): Promise<void> {
  const answers = await recordMovements(stage.context(), { source: SOURCE, movements });
  const wrong = answers.find(({ verdict }) => verdict !== 'ACCEPTED');
  if (wrong) throw new Error(JSON.stringify(wrong));
}

function movement(id: string, kind: string, hour: number, serials: readonly string[]): MovementItem {
  const occurredAt = new Date(FIRST_DAY + hour * HOUR_MS).toISOString();
  return {
    id: `recalled-${id}`,
    kind,
    occurredAt,
    place: PLANT,
    goods: { serials: [{ gtin: GTIN, batch: BATCH, serials }] },
  };
}

function deliver(id: string, customer: string, serials: readonly string[]): MovementItem {
  return { ...movement(`delivered-${id}`, 'deliver', 2, serials), place: null, consignee: `RECALLED-${customer}` };
}

const serialsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => serial(first + i));

/** What takes longer than a request goes on without it. */
async function move(stage: Stage, mutation: string, id: string, status: string): Promise<void> {
  await ask(stage, mutation, { id }).catch((error: unknown) => {
    if (!String(error).includes('TIMEOUT')) throw error;
  });
  await until(async () => {
    const { recall } = await ask<{ recall: { status: string } }>(stage, STATUS, { id });
    return recall.status === status;
  }, `The recall was never ${status}.`);
}

/** As a request would be told, if it were told in time. */
async function askForPreview(stage: Stage, recallId: string): Promise<void> {
  const { started } = await ask<{ started: { inquiry: { id: string } } }>(stage, ASK_FOR_PREVIEW, { id: recallId });
  await until(() => isFound(stage, started.inquiry.id), 'No preview was found.');
  await ask(stage, PREVIEW, started.inquiry);
}

async function isFound(stage: Stage, id: string): Promise<boolean> {
  const { inquiry } = await ask<{ inquiry: { status: string } }>(stage, PREVIEW_STATUS, { id });
  return inquiry.status === 'DONE';
}

async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(otherwise);
    await sleep(250);
  }
}

async function isProposed(stage: Stage, id: string): Promise<boolean> {
  const { recall } = await ask<{ recall: { proposedWave: { customersToTell: number } | null } }>(stage, PROPOSED, {
    id,
  });
  return (recall.proposedWave?.customersToTell ?? 0) > 0;
}

async function ask<Answer>(
  { url, keys }: Stage,
  query: string,
  variables: Record<string, unknown>,
  key = keys.service,
): Promise<Answer> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data?: Answer; errors?: unknown };
  const refused = Object.values(data ?? {}).find((one: unknown) => (one as { message?: string } | null)?.message);
  if (!data || errors || refused) throw new Error(JSON.stringify(errors ?? refused));
  return data;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const CONTENT = {
  kind: 'RECALL',
  recallClass: 'II',
  title: 'Bench',
  texts: [{ language: 'en', reason: 'It stops.', hazard: 'None.', whatToDo: 'Stop using it.', remedy: 'Refund.' }],
  contactPhone: '+49 30 123456',
  contactEmail: 'recall@example.com',
  scope: { batches: [{ gtin: GTIN, batch: BATCH }] },
};
const REFUSED = '... on UserError { message }';
const CREATE = `mutation ($input: RecallInput!) { createRecall(input: $input) { ... on RecallCreated { recall { id } } ${REFUSED} } }`;
const ASK_FOR_PREVIEW = `mutation ($id: ID!) {
  started: startPreviewInquiry(recallId: $id) { ... on PreviewInquiryStarted { inquiry { id } } ${REFUSED} }
}`;
const PREVIEW_STATUS = 'query ($id: ID!) { inquiry: previewInquiry(id: $id) { status } }';
const PREVIEW = `query ($id: ID!) {
  previewInquiry(id: $id) {
    preview {
      units
      places { placeKind units }
      customerCount
      customers(first: 50) { nodes { customer { number } units } }
      notices { audience text }
      warnings { message }
    }
  }
}`;
const SUBMIT = `mutation ($id: ID!) { submitRecall(recallId: $id, expectedVersion: 1) { ${REFUSED} } }`;
const STATUS = 'query ($id: ID!) { recall(id: $id) { status } }';
const READ = 'query ($id: ID!) { recall(id: $id) { submission { approvalHash } } }';
const APPROVE = `mutation ($id: ID!, $hash: String!) { approveRecall(recallId: $id, approvalHash: $hash) { ${REFUSED} } }`;
const LAUNCH = `mutation ($id: ID!) { launchRecall(recallId: $id) { ${REFUSED} } }`;
const PROPOSED = 'query ($id: ID!) { recall(id: $id) { proposedWave { customersToTell } } }';
