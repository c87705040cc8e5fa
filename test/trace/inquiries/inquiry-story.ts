import { randomUUID } from 'node:crypto';

import { inquiriesAboutRecalls } from '../../../src/recalls/index.js';
import type { MovementItem } from '../../../src/movements/index.js';
import type { Context } from '../../../src/platform/context.js';
import { answerInquiry } from '../../../src/trace/inquiries/answer-inquiry.js';
import { type Claim, claimInquiry } from '../../../src/trace/inquiries/run.query.js';
import { GTIN, PLANT, record } from '../../support/supply-chain.js';
import type { World } from '../../support/world.js';

const MINUTE_MS = 60_000;

/** A process that answers what has waited longest; false when nothing waits. */
export function answer(
  world: World,
  signal = new AbortController().signal,
  onFault?: (error: unknown) => void,
): Promise<boolean> {
  return answerInquiry({ db: world.db, now: () => world.clock, ...inquiriesAboutRecalls(world) }, signal, onFault);
}

/** A process that begins to answer, and is not heard of again. */
export async function someoneDiesAnswering(world: World): Promise<Claim> {
  const leaseUntil = new Date(world.clock.getTime() + MINUTE_MS);
  const token = '00000000-0000-4000-8000-00000000dead';
  const claim = await claimInquiry(world.db, { token, now: world.clock, leaseUntil });
  if (!claim) throw new Error('There is nothing to answer.');
  return claim;
}

/** Some time later. */
export async function later<Result>(world: World, minutes: number, act: () => Promise<Result>): Promise<Result> {
  const now = world.clock;
  world.clock = new Date(now.getTime() + minutes * MINUTE_MS);
  try {
    return await act();
  } finally {
    world.clock = now;
  }
}

export const kilograms = (...numbers: string[]) => ({
  quantities: numbers.map((number) => ({ gtin: GTIN, batch: number, quantity: '10', uom: 'KGM' })),
});

/** Something is made of something. */
export async function make(
  world: World,
  ...makings: { readonly of: MovementItem['goods']; readonly into: MovementItem['goods'] }[]
): Promise<void> {
  const movements = makings.map(({ of, into }) => ({
    id: randomUUID(),
    kind: 'transform',
    occurredAt: '2026-02-01T12:00:00Z',
    place: PLANT,
    goods: of,
    outputs: into,
  }));
  for (const { verdict, problems } of await record(world.as('WAREHOUSE'), ...movements)) {
    if (verdict !== 'ACCEPTED') throw new Error(JSON.stringify(problems));
  }
}

export interface Asked {
  readonly __typename: string;
  readonly message?: string;
  readonly inquiry?: { readonly id: string };
}

/** Asks for a genealogy, by default of what was made of a batch. */
export async function askGenealogy(context: Context, world: World, args: Record<string, unknown>): Promise<Asked> {
  const { started } = await world.graphql<{ started: Asked }>(
    context,
    `mutation ($gtin: GTIN!, $number: String, $serial: String, $direction: GenealogyDirection!) {
      started: startGenealogyInquiry(gtin: $gtin, number: $number, serial: $serial, direction: $direction) {
        __typename ... on GenealogyInquiryStarted { inquiry { id } } ... on UserError { message }
      }
    }`,
    { gtin: GTIN, direction: 'MADE_INTO', ...args },
  );
  return started;
}

export async function idOfAsked(context: Context, world: World, args: Record<string, unknown>): Promise<string> {
  const { inquiry, message } = await askGenealogy(context, world, args);
  if (!inquiry) throw new Error(message);
  return inquiry.id;
}

/** How many parts of answers are kept, seen or not. */
export async function partsKept(world: World): Promise<number> {
  const [row] = await world.db.rows<{ parts: number }>(
    'parts_kept',
    'select count(*)::integer as parts from inquiry_part',
  );
  return row?.parts ?? 0;
}
