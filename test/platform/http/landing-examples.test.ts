import { expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';

import { boundDocuments } from '../../../src/platform/graphql/bounded-document.js';
import { curlOf, EXAMPLES } from '../../../src/platform/http/landing-examples.js';
import { createSchema } from '../../../src/schema.js';

const schema = await createSchema();

test.each(EXAMPLES)('the example "$title" is what the schema takes', ({ query }) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  expect(() => {
    boundDocuments(schema)(query);
  }).not.toThrow();
});

test('a line for the terminal survives quotes, and reads the key from its file', () => {
  const line = curlOf(
    { title: 'x', role: 'QUALITY', query: `{ a(b: "it's") }` },
    'http://localhost:4000',
    '.data/keys.json',
  );

  expect(line).toContain(`-d '{"query":"{ a(b: \\"it'\\''s\\") }"}'`);
  expect(line).toContain(`JSON.parse(fs.readFileSync('.data/keys.json')).QUALITY[0]`);
});
