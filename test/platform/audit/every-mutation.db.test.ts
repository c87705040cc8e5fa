import { beforeAll, expect, test } from '@jest/globals';
import type { GraphQLField } from 'graphql';

import { createSchema } from '../../../src/schema.js';
import { registerParties } from '../../recalls/recall-story.js';
import { setUpWorld } from '../../support/world.js';
import { MUTATION_EXAMPLES } from './mutation-examples.js';

const world = setUpWorld();
const mutations = Object.values((await createSchema()).getMutationType()?.getFields() ?? {});

beforeAll(() => registerParties(world));

test('there is an example of every mutation', () => {
  expect(Object.keys(MUTATION_EXAMPLES).sort()).toEqual(mutations.map(({ name }) => name).sort());
});

test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
  'who called %s, and that it was done, stands in the audit trail once',
  async (name, mutation) => {
    const { context = world.as('QUALITY'), args, answer } = await exampleOf(name);
    const before = await newestEntry();

    const data = await world.graphql<Record<string, unknown>>(context, documentOf(mutation, args), args);

    expect(data).toEqual({ [name]: { __typename: answer } });
    expect(await entriesAfter(before)).toEqual([{ action: name, actorId: context.actor.id, requestId: 'test' }]);
  },
);

async function exampleOf(name: string) {
  const story = MUTATION_EXAMPLES[name];
  if (!story) throw new Error(`${name} has no example in mutation-examples.ts`);
  return story(world);
}

/** Asks for no more than the name of the answer's type. */
function documentOf({ name, args }: GraphQLField<unknown, unknown>, given: Readonly<Record<string, unknown>>): string {
  const used = args.filter((argument) => argument.name in given);
  const variables = used.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const values = used.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  return `mutation (${variables}) { ${name}(${values}) { __typename } }`;
}

async function newestEntry(): Promise<number> {
  const [newest] = await world.db.rows<{ id: number }>(
    'newest_audit_entry',
    'select coalesce(max(audit_entry.entry_id), 0) as id from audit_entry',
  );
  return newest?.id ?? 0;
}

async function entriesAfter(id: number): Promise<unknown[]> {
  return world.db.rows(
    'audit_entries_after',
    `
    select audit_entry.action, audit_entry.actor_id as "actorId", audit_entry.request_id as "requestId"
    from audit_entry
    where audit_entry.entry_id > $1
    `,
    [id],
  );
}
