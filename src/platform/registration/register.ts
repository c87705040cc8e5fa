import { isDeepStrictEqual } from 'node:util';

import { recordAudit } from '../audit/record-audit.js';
import type { Context } from '../context.js';
import type { Transaction } from '../database/database.js';
import { BOUNDS } from '../graphql/bounds.js';
import { Refusal } from '../graphql/refusal.js';
import type { CachedQuery } from '../reference-cache.js';
import { asRegistration, Rejection, type Registration, type RegistrationEntry, type Written } from './registration.js';

export interface RegistrationPlan<Input, Item extends { readonly id: string }> {
  /** The mutation, and the kind of what it registers, for the audit trail. */
  readonly action: string;
  readonly objectKind: string;
  readonly read: (input: Input) => Item | Rejection;
  /** What must be there before the transaction begins. */
  readonly prepare?: (items: readonly Item[]) => Promise<void>;
  /** Writes items whose ids are distinct, in the order of the request. It may run again, in another transaction. */
  readonly write: (tx: Transaction, items: readonly Item[]) => Promise<ReadonlyMap<string, Written | Rejection>>;
  /** What remembers these things and must read them anew. */
  readonly caches: readonly Pick<CachedQuery<never>, 'forget'>[];
}

/** Reads every item, writes the good ones in one transaction with its audit entry, and answers for each. */
export async function register<Input, Item extends { readonly id: string }>(
  context: Context,
  inputs: readonly Input[],
  { action, objectKind, read, prepare, write, caches }: RegistrationPlan<Input, Item>,
): Promise<Registration> {
  if (inputs.length > BOUNDS.bulkInput) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.bulkInput} items are taken at once, not ${inputs.length}.`);
  }
  const items = inputs.map(read);
  const firstOf = firstById(items);
  const distinct = [...firstOf.values()];

  await prepare?.(distinct);
  const registration = await context.db.transaction(async (tx) => {
    const results = await write(tx, distinct);
    const answers = answersTo(items, firstOf, results);
    recordAudit(tx, context, {
      action,
      objectKind,
      objectId: distinct.length === 1 ? (distinct[0]?.id ?? '') : 'several',
      detail: { ...counts(answers), ...changes(results) },
    });
    return answers;
  });
  for (const cache of caches) cache.forget(context.db, [...firstOf.keys()]);
  return registration;
}

function firstById<Item extends { readonly id: string }>(items: readonly (Item | Rejection)[]): Map<string, Item> {
  const first = new Map<string, Item>();
  for (const item of items) {
    if (!(item instanceof Rejection) && !first.has(item.id)) first.set(item.id, item);
  }
  return first;
}

function answersTo<Item extends { readonly id: string }>(
  items: readonly (Item | Rejection)[],
  firstOf: ReadonlyMap<string, Item>,
  results: ReadonlyMap<string, Written | Rejection>,
): Registration {
  return asRegistration(
    items.map((item, index) => {
      if (item instanceof Rejection) return rejected(index, item);
      const first = firstOf.get(item.id);
      const result = results.get(item.id);
      return item === first ? answer(index, item.id, result) : repeated(index, item, first, result);
    }),
  );
}

/** An item whose thing an earlier item of the request has named: either it says the same, or they contradict each other. */
function repeated<Item extends { readonly id: string }>(
  index: number,
  item: Item,
  first: Item | undefined,
  result: Written | Rejection | undefined,
): RegistrationEntry {
  if (!isDeepStrictEqual(item, first)) {
    const message = 'An item before this one says something else of the same thing; this one was left out.';
    return { index, id: item.id, outcome: 'CONFLICT', code: 'TWICE_IN_REQUEST', field: null, message };
  }
  return answer(index, item.id, result instanceof Rejection ? result : { outcome: 'UNCHANGED', changed: [] });
}

function answer(index: number, id: string, result: Written | Rejection | undefined): RegistrationEntry {
  if (!result) throw new Error(`A registration wrote nothing for ${id}.`);
  if (result instanceof Rejection) return rejected(index, result);
  return { index, id, outcome: result.outcome, code: null, field: null, message: null };
}

function rejected(index: number, { outcome, code, field, message }: Rejection): RegistrationEntry {
  return { index, id: null, outcome, code, field, message };
}

function counts({ registered, updated, unchanged, conflicts, rejected: refused }: Registration) {
  return { registered, updated, unchanged, conflicts, rejected: refused };
}

/** Which fields of which things changed. Not their values: they may be personal. */
function changes(results: ReadonlyMap<string, Written | Rejection>) {
  const written = [...results].flatMap(([id, result]) => (result instanceof Rejection ? [] : [[id, result] as const]));
  return {
    registeredIds: written.filter(([, { outcome }]) => outcome === 'REGISTERED').map(([id]) => id),
    updatedFields: Object.fromEntries(
      written.filter(([, { outcome }]) => outcome === 'UPDATED').map(([id, { changed }]) => [id, changed]),
    ),
  };
}
