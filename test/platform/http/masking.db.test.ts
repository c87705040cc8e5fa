import { expect, test } from '@jest/globals';

import { setUpWorld } from '../../support/world.js';
import { setUpServed } from './serve.js';
import { TEST_SCHEMA } from './test-schema.js';

const world = setUpWorld();
const served = setUpServed(world, TEST_SCHEMA);

const sql = (statement: string) => served.ask('query ($s: String!) { sql(statement: $s) }', { s: statement });
const raise = (code: string) =>
  sql(`do $$ begin raise exception 'the secret recipe' using errcode = '${code}'; end $$`);

test('a fault says its incident number and nothing else, and the log has the chain of causes under it', async () => {
  const { errors, data } = await served.ask('{ broken }');
  const [error] = errors;
  const incident = String(error?.extensions['incident']);

  expect(data).toEqual({ broken: null });
  expect(error?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  expect(error?.message).toBe(`Something went wrong on our side. Name incident ${incident} when you report it.`);
  const logged = served.lines.filter((line) => line.includes(incident)).join('');
  expect(logged).toContain('the secret recipe');
  expect(logged).toContain('the secret ingredient');
});

test('the line of the request names the incident', async () => {
  const { errors } = await served.ask('query Fails { broken }');

  expect(await served.lastLine()).toMatchObject({
    operation: 'Fails',
    codes: ['INTERNAL_SERVER_ERROR'],
    incidents: [errors[0]?.extensions['incident']],
  });
});

test('a refusal passes as it is', async () => {
  const { errors, status } = await served.ask('{ forbidden }');

  expect(status).toBe(200);
  expect(errors).toMatchObject([{ message: 'Not today.', path: ['forbidden'], extensions: { code: 'FORBIDDEN' } }]);
});

test('a field of another role is refused', async () => {
  expect((await served.ask('{ ofAdmin }')).codes).toEqual(['FORBIDDEN']);
});

test.each([
  ['a broken rule', 'insert into capture values (null, null, null, null)'],
  ['a bad cast', `select 'x'::int`],
  ['an unknown table', 'select * from no_such_table'],
  ['a bad statement', 'selec'],
  ['a forbidden table', 'delete from movement'],
])('%s in a statement of ours is a fault without a word of the database', async (_name, statement) => {
  const { codes, errors } = await sql(statement);

  expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(errors)).not.toMatch(
    /capture|no_such_table|movement|syntax|constraint|permission|integer|\.ts|\.js/i,
  );
});

test.each([
  ['57014', 504, 'TIMEOUT'],
  ['53100', 503, 'UNAVAILABLE'],
  ['53200', 503, 'UNAVAILABLE'],
  ['22021', 200, 'BAD_USER_INPUT'],
])('what PostgreSQL says by %s is status %i and %s', async (code, status, refusal) => {
  const answer = await raise(code);

  expect({ status: answer.status, codes: answer.codes }).toEqual({ status, codes: [refusal] });
  expect(JSON.stringify(answer.errors)).not.toContain('recipe');
});

test('who waits too long for records that another one changes is told that asking again helps', async () => {
  const rival = await world.rival();
  await rival.query('lock table product in access exclusive mode');

  const { status, codes, errors } = await sql('select 1 from product');

  await rival.rollbackTransaction();
  expect({ status, codes }).toEqual({ status: 504, codes: ['TIMEOUT'] });
  expect(errors[0]?.message).toContain('Ask again');
});

test('a full disk has a name of its own', async () => {
  const { errors, headers } = await raise('53100');

  expect(errors[0]?.extensions).toEqual({ code: 'UNAVAILABLE', reason: 'STORAGE_FULL' });
  expect(headers.get('retry-after')).toBe('2');
});

test('a text that PostgreSQL cannot store is the sender’s to mend', async () => {
  const { codes } = await served.ask('query ($v: String) { sql(statement: "select $1::text", value: $v) }', {
    v: 'a\u0000b',
  });

  expect(codes).toEqual(['BAD_USER_INPUT']);
});

test('a statement that takes too long ends as a timeout, in the database too', async () => {
  const started = performance.now();
  const { status, codes } = await sql('select pg_sleep(60)');
  const running = await world.db.rows(
    'sleepers',
    `select 1 from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()`,
  );

  expect({ status, codes, running }).toEqual({ status: 504, codes: ['TIMEOUT'], running: [] });
  expect(performance.now() - started).toBeLessThan(9_000);
});
