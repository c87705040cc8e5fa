import { readFile } from 'node:fs/promises';

import { expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';

import { createSchema } from '../src/schema.js';

const schema = await createSchema();
const readme = await readFile('README.md', 'utf8');

const blocks = [...readme.matchAll(/```graphql\n(.*?)```/gs)].map(([, document = '']) => document);
const inCurl = [...readme.matchAll(/-d '({.*?})'/gs)].map(
  ([, body = '']) => (JSON.parse(body.replaceAll('\n', ' ')) as { query: string }).query,
);

test.each([...blocks, ...inCurl])('what README gives to paste is what the schema takes: %s', (document) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
});

test('README gives something to paste in GraphQL and in a terminal', () => {
  expect(blocks.length).toBeGreaterThan(3);
  expect(inCurl.length).toBeGreaterThan(0);
});
