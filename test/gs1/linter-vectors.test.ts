import { expect, test } from '@jest/globals';

import { parseSyntaxDictionary } from '../../src/gs1/index.js';
import { LINTERS, SET_LINTERS } from '../../src/gs1/linters/linters.js';
import { scoreGroup, type Exceptions } from './score.js';
import { readVectors, readVectorText } from './vectors.js';

interface LinterVector {
  readonly id: string;
  readonly in: string;
  readonly ok: boolean;
  readonly error?: string;
}

const vectors = readVectors<LinterVector>('linter_vectors.json');

const { N: csetnumeric, X: cset82, Y: cset39, Z: cset64 } = SET_LINTERS;
const linters = new Map([...LINTERS, ...Object.entries({ csetnumeric, cset82, cset39, cset64 })]);

const NO_REGISTER = 'made with a register of company prefixes that knows none, or is out of reach; we hold no register';

const EXCEPTIONS: Readonly<Record<string, Exceptions>> = {
  couponcode: {
    'lint_couponcode.c:1438': NO_REGISTER,
    'lint_couponcode.c:1446': NO_REGISTER,
    'lint_couponcode.c:1454': NO_REGISTER,
  },
  gcppos1: { 'lint_gcppos1.c:221': NO_REGISTER },
  gcppos2: { 'lint_gcppos2.c:185': NO_REGISTER },
};

test.each(Object.keys(vectors))("GS1's engine and we agree on what passes the syntax test %s", (name) => {
  const lint = linters.get(name);
  const faultOf = ({ in: text }: LinterVector) => (lint ? lint(text) : 'NO_SUCH_LINTER');

  scoreGroup(
    `syntax test ${name}`,
    vectors[name] ?? [],
    (vector) => faultOf(vector) === (vector.error?.replace('GS1_LINTER_', '') ?? null),
    EXCEPTIONS[name],
  );
});

test('there is a syntax test for every name in the syntax dictionary', () => {
  const dictionary = parseSyntaxDictionary(readVectorText('gs1-syntax-dictionary.txt'));
  const names = new Set(dictionary.flatMap(({ components }) => components.flatMap((component) => component.linters)));

  expect([...names].filter((name) => !linters.has(name))).toEqual([]);
});
