import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { comparePositions, fold, type Link, packingsOf } from '../../src/movements/fold.rule.js';
import { MOVEMENT_KINDS } from '../../src/movements/movement-kind.rule.js';

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}0000000-0000-4000-8000-00000000000${i}`);
const anyOf = (prefix: string) => fc.constantFrom(null, ...ids(prefix, 3));

const links: fc.Arbitrary<[Link, ...Link[]]> = fc
  .uniqueArray(
    fc.record({
      goodsId: fc.constant('10000000-0000-4000-8000-000000000000'),
      movementId: fc.uuid(),
      occurredAt: fc.nat(5).map((minute) => new Date(minute * 60_000)),
      kind: fc.constantFrom(...MOVEMENT_KINDS),
      sequence: fc.nat(1),
      locationId: anyOf('a'),
      destinationId: fc.constant(null),
      carrierId: anyOf('b'),
      consigneeId: anyOf('c'),
      consignorId: fc.constant(null),
      containerId: anyOf('d'),
      batchId: anyOf('e'),
    }),
    { minLength: 1, maxLength: 30, selector: ({ movementId }) => movementId },
  )
  .map((many) => many as [Link, ...Link[]]);

const shuffled = links.chain((many) =>
  fc.tuple(
    fc.constant(many),
    fc.shuffledSubarray(many, { minLength: many.length }).map((other) => other as [Link, ...Link[]]),
  ),
);

describe('the fold', () => {
  test('gives one state and one row of packings, in whatever order links are given', () => {
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(fold(other)).toEqual(fold(one));
        expect(packingsOf(other)).toEqual(packingsOf(one));
      }),
    );
  });

  test('agrees with the packings on which container goods are in', () => {
    fc.assert(
      fc.property(links, (many) => {
        const open = packingsOf(many).filter(({ end }) => end === null);

        expect(open.length).toBeLessThanOrEqual(1);
        expect(fold(many).containerId).toBe(open[0]?.parentId ?? null);
      }),
    );
  });

  test('never has goods in two containers at one time', () => {
    fc.assert(
      fc.property(links, (many) => {
        const packings = packingsOf(many);
        packings.forEach(({ start, end }, i) => {
          const next = packings[i + 1];
          if (next && end) expect(comparePositions(end, next.start)).toBeLessThanOrEqual(0);
          if (next) expect(end).not.toBeNull();
          if (end) expect(comparePositions(start, end)).toBeLessThan(0);
        });
      }),
    );
  });

  test('knows a batch that was said once, and every other that was said besides', () => {
    fc.assert(
      fc.property(links, (many) => {
        const { batchId, otherBatchIds } = fold(many);
        const claims = new Set(many.flatMap((link) => link.batchId ?? []));

        expect(new Set([...(batchId === null ? [] : [batchId]), ...(otherBatchIds ?? [])])).toEqual(claims);
      }),
    );
  });

  test('orders movements of one instant by what can follow what: received, unpacked, packed, shipped', () => {
    const at = (kind: Link['kind']) => ({ occurredAt: new Date(0), kind, sequence: 0, movementId: kind });
    const told = (['ship', 'pack', 'observe', 'receive', 'unpack', 'commission', 'deliver'] as const).map(at);

    expect(told.sort(comparePositions).map(({ kind }) => kind)).toEqual([
      'commission',
      'receive',
      'unpack',
      'pack',
      'ship',
      'deliver',
      'observe',
    ]);
  });

  test('lets the sender’s own count decide between movements of one instant and kind, before ids do', () => {
    const at = (sequence: number, movementId: string) => ({
      occurredAt: new Date(0),
      kind: 'observe' as const,
      sequence,
      movementId,
    });

    expect(comparePositions(at(1, 'b'), at(2, 'a'))).toBeLessThan(0);
    expect(comparePositions(at(1, 'a'), at(1, 'b'))).toBeLessThan(0);
  });
});
