import { afterEach, beforeAll, expect, test } from '@jest/globals';

import { placeTopic } from '../../src/movements/movement-events.js';
import { locationId, registerLocations } from '../../src/parties/index.js';
import type { Role } from '../../src/platform/access/actor.js';
import { progressTopic } from '../../src/recalls/recall-progress.js';
import { createSchema } from '../../src/schema.js';
import { setUpServed } from '../platform/http/serve.js';
import { SubscriberSocket } from '../platform/http/subscriber-socket.js';
import { approved, launch, pause, registerParties, sixUnits } from '../recalls/recall-story.js';
import { PALLET, record, STORE, units, WAREHOUSE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';

const world = setUpWorld();
const served = setUpServed(world, await createSchema());

beforeAll(async () => {
  await registerParties(world);
  await registerLocations(world.as('QUALITY'), [{ gln: WAREHOUSE, name: 'Warehouse', kind: 'WAREHOUSE' }]);
});

const opened: SubscriberSocket[] = [];
afterEach(async () => {
  for (const socket of opened) socket.close();
  await Promise.all(opened.splice(0).map(({ closed }) => closed));
});

async function subscribe(role: Role, query: string): Promise<SubscriberSocket> {
  const socket = await SubscriberSocket.admitted(served.url, await served.key(role));
  opened.push(socket);
  socket.subscribe(query);
  return socket;
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Listens at a place; it has begun when an event of nothing is heard. */
async function watch(place: string, role: Role = 'WAREHOUSE', fields = FIELDS): Promise<() => Promise<unknown>> {
  const socket = await subscribe(role, `subscription { movementsRecorded(place: "${place}") { count ${fields} } }`);
  const id = locationId(place as never);
  const publishing = setInterval(() => {
    world.events.publish(placeTopic(id), { locationId: id, count: 0, movementIds: NOTHING });
  }, 10);
  await socket.next();
  clearInterval(publishing);
  return async () => {
    for (;;) {
      const { payload } = await socket.next();
      if (!JSON.stringify(payload).includes('"count":0')) return payload;
    }
  };
}

const FIELDS = 'place { gln name } movements { kind sourceRef unitCount }';

test('whoever watches a place hears of what is recorded there, in one event a request, and of nothing else', async () => {
  const next = await watch(WAREHOUSE);

  await record(world.as('WAREHOUSE'), units('observe', ['S-1'], { id: 'elsewhere', place: STORE }));
  await record(
    world.as('WAREHOUSE'),
    units('receive', ['S-1', 'S-2'], { id: 'here-1' }),
    units('observe', ['S-1'], { id: 'also-elsewhere', place: STORE }),
    units('pack', ['S-1'], { id: 'here-2', container: PALLET }),
  );

  expect(await next()).toEqual({
    data: {
      movementsRecorded: {
        count: 2,
        place: { gln: WAREHOUSE, name: 'Warehouse' },
        movements: [
          { kind: 'receive', sourceRef: 'here-1', unitCount: 2 },
          { kind: 'pack', sourceRef: 'here-2', unitCount: 1 },
        ],
      },
    },
  });
});

test('what is rejected, sent again, in conflict or only tried is not told', async () => {
  const next = await watch(WAREHOUSE);
  const first = units('observe', ['S-3'], { id: 'once' });

  await record(world.as('WAREHOUSE'), first);
  await record(world.as('WAREHOUSE'), first);
  await record(world.as('WAREHOUSE'), { ...first, kind: 'receive' });
  await record(world.as('WAREHOUSE'), units('no such kind', ['S-3']));
  await world.graphql(
    world.as('WAREHOUSE'),
    `mutation ($input: RecordMovementsInput!) { recordMovements(input: $input) { accepted } }`,
    { input: { source: 'test-wms', validateOnly: true, movements: [units('observe', ['S-3'], { id: 'tried' })] } },
  );
  await record(world.as('WAREHOUSE'), units('observe', ['S-3'], { id: 'last' }));

  expect(await next()).toMatchObject({ data: { movementsRecorded: { movements: [{ sourceRef: 'once' }] } } });
  expect(await next()).toMatchObject({ data: { movementsRecorded: { movements: [{ sourceRef: 'last' }] } } });
});

test('of more movements than an event carries, all are counted', async () => {
  const next = await watch(WAREHOUSE);
  const many = Array.from({ length: 150 }, (_, i) => units('observe', ['S-4'], { id: `many-${i}` }));

  await record(world.as('WAREHOUSE'), ...many);

  const { data } = (await next()) as { data: { movementsRecorded: { count: number; movements: unknown[] } } };
  expect(data.movementsRecorded.count).toBe(150);
  expect(data.movementsRecorded.movements).toHaveLength(100);
});

test('customer service hears of movements, and gets no list of their serials', async () => {
  const next = await watch(WAREHOUSE, 'CUSTOMER_SERVICE', 'movements { units { nodes { serial } } }');

  await record(world.as('WAREHOUSE'), units('observe', ['SECRET-1'], { id: 'secret' }));

  const heard = await next();
  expect(heard).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(JSON.stringify(heard)).not.toContain('SECRET-1');
});

test.each([
  ['a role that sees no goods', 'ADMIN', `movementsRecorded(place: "${WAREHOUSE}") { count }`, 'FORBIDDEN'],
  ['a place that is none', 'WAREHOUSE', 'movementsRecorded(place: "9506000200018") { count }', 'wrong check digit'],
  ['a role that launches no recalls', 'WAREHOUSE', `recallProgress(recallId: "${NOTHING}") { id }`, 'FORBIDDEN'],
  ['an auditor of progress', 'AUDITOR', `recallProgress(recallId: "${NOTHING}") { id }`, 'FORBIDDEN'],
] as const)('%s is refused, and the socket lives on', async (_who, role, field, reason) => {
  const socket = await subscribe(role, `subscription { ${field} }`);

  expect(JSON.stringify(await socket.next())).toContain(reason);
  socket.say({ type: 'ping' });
  let message = await socket.next();
  while (message.type === 'complete') message = await socket.next();
  expect(message).toEqual({ type: 'pong' });
});

test('whoever watches a recall hears of its launch and of its pause, each with the recall as it is then', async () => {
  const recallId = await approved(world, await sixUnits(world));
  const otherId = await approved(world, await sixUnits(world));
  const socket = await subscribe(
    'QUALITY',
    `subscription { recallProgress(recallId: "${recallId}") { id status progress { recipients onTheirWay } } }`,
  );
  const publishing = setInterval(() => {
    world.events.publish(progressTopic(recallId), { recallId });
  }, 10);
  await socket.next();
  clearInterval(publishing);

  await launch(world, otherId);
  // Whoever reads more slowly than things happen hears of the last of them: so one after the other.
  await launch(world, recallId);
  await hearOf('LAUNCHED');
  await pause(world, recallId);
  await hearOf('PAUSED');

  async function hearOf(status: string): Promise<void> {
    for (let heard = ''; heard !== status;) {
      const { payload } = await socket.next();
      const { recallProgress } = (payload as { data: { recallProgress: { id: string; status: string } } }).data;
      expect(recallProgress.id).toBe(recallId);
      heard = recallProgress.status;
    }
  }
});
