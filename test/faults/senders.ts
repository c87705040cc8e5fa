import { setTimeout as sleep } from 'node:timers/promises';

import type { MovementItem } from '../../src/movements/index.js';
import { PALLET, SOURCE, units } from '../support/supply-chain.js';
import type { Installation } from './installation.js';

/** Together 500 movements a second, as long as they are answered. */
const SENDERS = 4;
const MOVEMENTS = 25;
const EVERY_MS = 200;
/** So few that senders wait for each other, and what was sent late is folded in. */
const UNITS = 200;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** After this many tries a sender tells a person, and the test fails. */
const MOST_TRIES = 60;

/** What became of one request: `RECORDED`, the code of a refusal, or `NO_ANSWER`. */
export type Outcome = string;

/** Warehouse systems that send, and send again what was not acknowledged, until they are told to stop. */
export class Senders {
  /** The ids of the movements that Retrace said it has. */
  readonly acknowledged = new Set<string>();
  /** How often what was answered, or that nothing was. */
  readonly outcomes = new Map<Outcome, number>();
  /** The most tries that a request took. */
  mostTries = 0;
  readonly #stopping = new AbortController();
  readonly #underWay: Promise<unknown>;
  #requests = 0;

  constructor(private readonly retrace: Installation) {
    this.#underWay = Promise.all(Array.from({ length: SENDERS }, () => this.#work()));
    // Whoever stops them hears of it.
    this.#underWay.catch(() => undefined);
  }

  /** Ends when everything that was sent is acknowledged. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#underWay;
  }

  /** One request of one sender, sent until it is acknowledged. */
  async deliver(movements: readonly MovementItem[] = this.#next()): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      this.mostTries = Math.max(this.mostTries, tries);
      const outcome = await post(this.retrace, movements);
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
      if (outcome === 'RECORDED') {
        for (const { id } of movements) this.acknowledged.add(String(id));
        return;
      }
      await sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * Math.random());
    }
    throw new Error(`not acknowledged after ${MOST_TRIES} tries: ${JSON.stringify([...this.outcomes])}`);
  }

  /** What to print of them. */
  told(): string {
    const outcomes = [...this.outcomes].map(([outcome, count]) => `${count} ${outcome}`);
    return `${this.acknowledged.size} movements; requests: ${outcomes.join(', ')}; at most ${this.mostTries} tries`;
  }

  async #work(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.deliver();
      await sleep(EVERY_MS);
    }
  }

  #next(): MovementItem[] {
    const request = this.#requests++;
    return Array.from({ length: MOVEMENTS }, (_, i) => movement(`${request}-${i}`, request * MOVEMENTS + i));
  }
}

/** Posts movements once. */
export async function post(retrace: Installation, movements: readonly MovementItem[]): Promise<Outcome> {
  try {
    const response = await fetch(`${retrace.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${retrace.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: RECORD, variables: { input: { source: SOURCE, movements } } }),
    });
    return outcomeOf((await response.json()) as Answer);
  } catch {
    return 'NO_ANSWER';
  }
}

interface Answer {
  readonly data?: { readonly recordMovements: { readonly movements: readonly { readonly verdict: string }[] } } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

const RECORD = `mutation ($input: RecordMovementsInput!) { recordMovements(input: $input) { movements { verdict } } }`;

function outcomeOf({ data, errors }: Answer): Outcome {
  if (errors?.[0]) return errors[0].extensions.code;
  const other = data?.recordMovements.movements.find(({ verdict }) => !['ACCEPTED', 'DUPLICATE'].includes(verdict));
  return other?.verdict ?? 'RECORDED';
}

/** Goods that are packed, moved and unpacked, in an order of their own. */
export function movement(id: string, i: number): MovementItem {
  const kind = ['pack', 'receive', 'unpack', 'observe'][i % 4] ?? '';
  const isPacking = kind === 'pack' || kind === 'unpack';
  return units(kind, [`FAULT-${(i * 7) % UNITS}`], {
    id,
    occurredAt: new Date(Date.UTC(2026, 1, 1, 12, 0, (i * 37) % 3_600)).toISOString(),
    container: isPacking ? PALLET : null,
  });
}
