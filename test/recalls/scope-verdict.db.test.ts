import { beforeAll, expect, test } from '@jest/globals';

import { makeGtin, makeSscc } from '../../src/gs1/index.js';
import type { Role } from '../../src/platform/access/actor.js';
import { correct, GTIN, OTHER_GTIN, PLANT, record, units } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { registerParties, sixUnits } from './recall-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

interface Ruling {
  readonly verdict: string;
  readonly reason: string;
  readonly whatWouldSettleIt: string | null;
}

const QUERY = `query ($gtin: GTIN!, $serial: String!, $scope: ScopeInput!) {
  verdictAgainst(gtin: $gtin, serial: $serial, scope: $scope) { verdict reason whatWouldSettleIt }
}`;

async function verdict(serial: string, scope: object, gtin = GTIN): Promise<Ruling> {
  const answer = await world.graphql<{ verdictAgainst: Ruling }>(world.as('AUDITOR'), QUERY, { gtin, serial, scope });
  return answer.verdictAgainst;
}

const batchOf = (batch: string, rest: object = {}) => ({ batches: [{ gtin: GTIN, batch }], ...rest });

test('a unit is judged against a scope that nobody has recalled', async () => {
  const [batch, other] = [await sixUnits(world), await sixUnits(world)];
  const mine = `${batch}-1`;

  expect(await verdict(mine, batchOf(batch))).toEqual({
    verdict: 'AFFECTED',
    reason: 'The scope covers the batch of this unit.',
    whatWouldSettleIt: null,
  });
  expect(await verdict(mine, batchOf(other))).toEqual({
    verdict: 'NOT_AFFECTED',
    reason: 'The scope does not cover this unit.',
    whatWouldSettleIt: null,
  });
  expect(await verdict(mine, { ranges: [{ gtin: GTIN, from: `${batch}-1`, to: `${batch}-3` }] })).toMatchObject({
    reason: 'The scope covers this unit.',
  });
  expect(await verdict(mine, { serials: [{ gtin: GTIN, serial: `${batch}-2` }] })).toMatchObject({
    verdict: 'NOT_AFFECTED',
  });
});

test('a unit into which a logistic unit was built is made of what that held', async () => {
  const batch = await sixUnits(world);
  const crate = makeSscc('09506000008880001');
  const pump = `(01)${GTIN}(21)${batch}-PUMP`;
  const made = units('commission', [`${batch}-PUMP`], { place: PLANT });
  const pack = { ...units('pack', [`${batch}-6`], { place: PLANT }), container: crate };
  const build = { kind: 'pack', occurredAt: '2026-02-02T12:00:00Z', container: pump, goods: { ssccs: [crate] } };
  const answers = await record(
    world.as('QUALITY'),
    { ...made, goods: serialOf(`${batch}-PUMP`, 'PUMPS') },
    pack,
    build,
  );
  expect(answers.map((answer) => answer.verdict)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);

  expect(await verdict(`${batch}-PUMP`, batchOf(batch))).toMatchObject({
    verdict: 'AFFECTED',
    whatWouldSettleIt: null,
  });
});

const serialOf = (serial: string, batch: string) => ({ serials: [{ gtin: GTIN, batch, serials: [serial] }] });

test('what nobody knows clears no unit', async () => {
  const batch = await sixUnits(world);
  await record(world.as('QUALITY'), units('receive', [`${batch}-without`]));

  expect(await verdict(`${batch}-without`, batchOf(batch))).toEqual({
    verdict: 'CANNOT_TELL',
    reason: 'The scope covers batches of this product, and nothing says which batch this unit is of.',
    whatWouldSettleIt: 'Read the batch number on the unit, or find the record of its production.',
  });
  expect(await verdict(`${batch}-never-seen`, batchOf(batch))).toMatchObject({ verdict: 'CANNOT_TELL' });
  // Not even its product was ever heard of.
  expect(await verdict('1', batchOf(batch), makeGtin('0950600099999'))).toMatchObject({ verdict: 'CANNOT_TELL' });
  expect(await verdict('1', { serials: [{ gtin: GTIN, serial: '1' }] })).toMatchObject({ verdict: 'AFFECTED' });
});

test('a unit of which all was corrected is not one that nobody ever recorded', async () => {
  const batch = await sixUnits(world);
  await record(world.as('QUALITY'), { ...units('receive', ['CORRECTED-1']), id: 'misread' });
  await correct(world.as('QUALITY'), 'misread');

  expect(await verdict('CORRECTED-1', batchOf(batch))).toEqual({
    verdict: 'CANNOT_TELL',
    reason: 'All that was recorded of this serial number was corrected, and nothing took its place.',
    whatWouldSettleIt: expect.stringContaining('corrections'),
  });
});

test('it is judged by what it was made of, unless only what is named counts', async () => {
  const flour = { quantities: [{ gtin: OTHER_GTIN, batch: 'FLOUR', quantity: '5', uom: 'KGM' }] };
  await record(world.as('QUALITY'), {
    kind: 'transform',
    occurredAt: '2026-01-06T06:00:00Z',
    place: PLANT,
    goods: flour,
    outputs: { serials: [{ gtin: GTIN, batch: 'BREAD', serials: ['LOAF'] }] },
  });
  const scope = { batches: [{ gtin: OTHER_GTIN, batch: 'FLOUR' }] };

  expect(await verdict('LOAF', scope)).toMatchObject({ verdict: 'AFFECTED' });
  expect(await verdict('LOAF', { ...scope, onlyNamed: true })).toMatchObject({ verdict: 'NOT_AFFECTED' });
});

test('what others of its batch were built of convicts no unit, and clears none of which it is not known', async () => {
  const build = (pump: string, motor: string) => ({
    kind: 'pack',
    occurredAt: '2026-02-02T12:00:00Z',
    container: `(01)${GTIN}(21)${pump}`,
    goods: serialOf(motor, motor.slice(0, 6)),
  });
  await record(
    world.as('QUALITY'),
    ...['PUMP-A', 'PUMP-B', 'PUMP-C'].map((pump) => ({
      ...units('commission', [pump]),
      goods: serialOf(pump, 'PUMPS'),
    })),
    build('PUMP-A', 'MOTORX-1'),
    build('PUMP-B', 'MOTORY-1'),
  );

  expect(await verdict('PUMP-A', batchOf('MOTORX'))).toMatchObject({ verdict: 'AFFECTED' });
  expect(await verdict('PUMP-B', batchOf('MOTORX'))).toMatchObject({ verdict: 'NOT_AFFECTED' });
  expect(await verdict('PUMP-C', batchOf('MOTORX'))).toEqual({
    verdict: 'CANNOT_TELL',
    reason:
      'The scope covers goods that others of its batch were made of, and nothing says what this unit was made of.',
    whatWouldSettleIt: expect.stringContaining('parts'),
  });
});

test('what others of its batch came out of is not for certain what a unit came out of, however it was built', async () => {
  await record(
    world.as('QUALITY'),
    {
      kind: 'transform',
      occurredAt: '2026-01-06T06:00:00Z',
      place: PLANT,
      goods: { quantities: [{ gtin: OTHER_GTIN, batch: 'STEEL', quantity: '5', uom: 'KGM' }] },
      outputs: serialOf('AXLE-1', 'AXLES'),
    },
    ...['AXLE-2', 'AXLE-3'].map((axle) => ({ ...units('commission', [axle]), goods: serialOf(axle, 'AXLES') })),
    {
      kind: 'pack',
      occurredAt: '2026-02-02T12:00:00Z',
      container: `(01)${GTIN}(21)AXLE-3`,
      goods: serialOf('BOLT-1', 'BOLTS'),
    },
  );
  const steel = { batches: [{ gtin: OTHER_GTIN, batch: 'STEEL' }] };

  expect(await verdict('AXLE-1', steel)).toMatchObject({ verdict: 'AFFECTED' });
  expect(await verdict('AXLE-2', steel)).toMatchObject({ verdict: 'CANNOT_TELL' });
  expect(await verdict('AXLE-3', steel)).toMatchObject({ verdict: 'CANNOT_TELL' });
  expect(await verdict('AXLE-3', batchOf('BOLTS'))).toMatchObject({ verdict: 'AFFECTED' });
  expect(await verdict('AXLE-2', batchOf('BOLTS'))).toMatchObject({ verdict: 'CANNOT_TELL' });
});

test.each([
  ['a scope without goods', { serial: '1', scope: {} }, 'names no goods'],
  ['a serial that is none', { serial: '', scope: batchOf('L') }, 'erial'],
])('%s is refused', async (_name, variables, message) => {
  const { errors = [] } = await world.answer(world.as('QUALITY'), QUERY, { gtin: GTIN, ...variables });

  expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect(errors[0]?.message).toContain(message);
});

test.each<Role>(['CUSTOMER_SERVICE', 'WAREHOUSE'])(
  '%s is told of what is recalled, and not of what might be',
  async (role) => {
    const variables = { gtin: GTIN, serial: '1', scope: batchOf('L') };
    const { errors = [] } = await world.answer(world.as(role), QUERY, variables);

    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
  },
);
