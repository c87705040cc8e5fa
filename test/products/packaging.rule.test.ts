import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { flawOfPackaging } from '../../src/products/packaging.rule.js';

const packaging = (levels: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(levels));

test('a pallet may hold cases that hold packs', () => {
  expect(flawOfPackaging(packaging({ pallet: ['case'], case: ['pack'] }), 'pallet')).toBeNull();
});

test('one product may be reached on two ways', () => {
  const display = packaging({ display: ['case', 'pack'], case: ['pack'] });

  expect(flawOfPackaging(display, 'display')).toBeNull();
});

test('a product is not inside itself, however far down', () => {
  expect(flawOfPackaging(packaging({ a: ['a'] }), 'a')).toBe('would put the product inside itself');
  expect(flawOfPackaging(packaging({ a: ['b'], b: ['c'], c: ['a'] }), 'a')).toBe('would put the product inside itself');
});

test('a packaging that no warehouse has ends after a thousand steps', () => {
  const names = Array.from({ length: 2_000 }, (_, n) => `p${n}`);
  const dense = new Map(names.map((name, n) => [name, names.slice(n + 1)]));

  expect(flawOfPackaging(dense, 'p0')).toContain('more than 1000');
});

test('a circle is found exactly when there is one', () => {
  const edge = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }));
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 12 }), (edges) => {
      const graph = new Map<string, string[]>();
      for (const [from, to] of edges) graph.set(String(from), [...(graph.get(String(from)) ?? []), String(to)]);
      const reaches = (from: string, depth: number): boolean =>
        depth > 0 && (graph.get(from) ?? []).some((next) => next === '0' || reaches(next, depth - 1));

      expect(flawOfPackaging(graph, '0') !== null).toBe(reaches('0', 7));
    }),
  );
});
