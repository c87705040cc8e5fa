import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { makeSscc } from '../../src/gs1/index.js';
import { goodsHeldFor } from '../../src/holds/index.js';
import { correctMovement, type MovementItem } from '../../src/movements/index.js';
import { frozenGoodsOf } from '../../src/recalls/scope/frozen-goods.query.js';
import { reachOf } from '../../src/recalls/scope/reach.js';
import { goodsToHold } from '../../src/recalls/scope/scope-goods.js';
import { type GoodsScope, withEverythingMadeFrom } from '../../src/trace/index.js';
import { runs } from '../support/runs.js';
import { GTIN, PLANT, record, SOURCE } from '../support/supply-chain.js';
import { setUpWorld } from '../support/world.js';
import { approved, launch, registerParties } from './recall-story.js';
import { follow, launchWave, proposed } from './wave-story.js';

const RUNS = runs(15);
const PER_RUN_MS = 10_000;

const world = setUpWorld();
beforeAll(() => registerParties(world));

let realms = 0;

interface Event {
  readonly what:
    'deliver' | 'ship' | 'return' | 'make' | 'makeLoose' | 'pack' | 'deliverTote' | 'deliverMade' | 'buildIn';
  readonly unit: number;
  readonly to: 'ANNA' | 'BODO' | 'CARL';
  readonly minute: number;
  /** Recorded once more with another consignee or unit, which contradicts it. */
  readonly contradicted: boolean;
  /** It did not occur, as is said once all are recorded. */
  readonly corrected: boolean;
}

const event: fc.Arbitrary<Event> = fc.record({
  what: fc.constantFrom(
    'deliver',
    'ship',
    'return',
    'make',
    'makeLoose',
    'pack',
    'deliverTote',
    'deliverMade',
    'buildIn',
  ),
  unit: fc.nat(2),
  to: fc.constantFrom('ANNA', 'BODO', 'CARL'),
  minute: fc.integer({ min: 1, max: 30 }),
  contradicted: fc.boolean(),
  corrected: fc.boolean(),
});

class Realm {
  constructor(readonly number: number) {}

  readonly batch = `LATE-${this.number}`;
  readonly tote = makeSscc(`0950600000${String(this.number).padStart(7, '0')}`);
  readonly unit = (n: number) => `${this.batch}-${n}`;
  readonly made = (n: number) => `${this.batch}-M${n}`;

  item({ what, unit, to, minute }: Event, id: string): MovementItem {
    const one = this.serials(null, this.unit(unit));
    const made = this.serials(`${this.batch}-MADE`, this.made(unit));
    const loose = { quantities: [{ gtin: GTIN, batch: this.batch, quantity: '1' }] };
    const base = { id, occurredAt: new Date(Date.UTC(2026, 1, 1, 6, minute)).toISOString(), place: PLANT };
    const handedOver = { ...base, place: null, consignee: to };
    switch (what) {
      case 'deliver':
        return { ...handedOver, kind: 'deliver', goods: one };
      case 'deliverMade':
        return { ...handedOver, kind: 'deliver', goods: this.serials(null, this.made(unit)) };
      case 'deliverTote':
        return { ...handedOver, kind: 'deliver', goods: { ssccs: [this.tote] } };
      case 'ship':
        return { ...base, kind: 'ship', goods: one, consignee: to, carrier: 'FAST' };
      case 'return':
        return { ...base, kind: 'return', goods: one, customer: to } as MovementItem;
      case 'make':
        return { ...base, kind: 'transform', goods: one, outputs: made };
      case 'makeLoose':
        return { ...base, kind: 'transform', goods: loose, outputs: made };
      case 'pack':
        return { ...base, kind: 'pack', goods: one, container: this.tote };
      case 'buildIn':
        return { ...base, kind: 'pack', goods: { ssccs: [this.tote] }, container: `(01)${GTIN}(21)${this.made(2)}` };
    }
  }

  commissioned(): MovementItem {
    const goods = this.serials(this.batch, ...[0, 1, 2].map(this.unit));
    return { id: `${this.batch} first`, kind: 'commission', occurredAt: '2026-02-01T06:00:00Z', place: PLANT, goods };
  }

  private serials(batch: string | null, ...serials: string[]) {
    return { serials: [{ gtin: GTIN, batch, serials }] };
  }
}

async function recordAll(realm: Realm, events: readonly Event[], from: number): Promise<void> {
  for (const [n, each] of events.entries()) {
    const id = `${realm.batch} ${from + n}`;
    await record(world.as('QUALITY'), realm.item(each, id));
    if (each.contradicted) {
      const other = { ...each, to: each.to === 'ANNA' ? 'BODO' : 'ANNA', unit: (each.unit + 1) % 3 } as const;
      await record(world.as('QUALITY'), realm.item(other, id));
    }
  }
}

async function correctAll(realm: Realm, events: readonly Event[]): Promise<void> {
  for (const [n, { corrected }] of events.entries()) {
    if (!corrected) continue;
    // Of one that was refused when it was recorded there is nothing to correct.
    await correctMovement(world.as('QUALITY'), {
      source: SOURCE,
      id: `${realm.batch} ${n}`,
      reason: 'DID_NOT_OCCUR',
      replacement: null,
    });
  }
}

const told = async (recallId: string) =>
  new Set(
    (
      await world.db.rows<{ partyId: string }>(
        'told_of_recall',
        `select party_id as "partyId" from notification where recall_id = $1 and wave like 'CUSTOMER%'`,
        [recallId],
      )
    ).map(({ partyId }) => partyId),
  );

async function released(recallId: string): Promise<string[]> {
  const rows = await world.db.rows<{ goodsId: string }>(
    'released_goods',
    `select goods_id as "goodsId" from hold where recall_id = $1 and released_at is not null`,
    [recallId],
  );
  return rows.map(({ goodsId }) => goodsId);
}

const idsOf = ({ batchIds, unitIds }: GoodsScope) => [...batchIds, ...unitIds];

test(
  'whatever is recorded after a launch, one further wave tells everyone whom it concerns, and leaves nothing to propose (A8)',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 4 }),
        fc.array(event, { minLength: 1, maxLength: 5 }),
        async (before, after) => {
          const realm = new Realm(++realms);
          await record(world.as('QUALITY'), realm.commissioned());
          await recordAll(realm, before, 0);
          const recallId = await approved(world, realm.batch);
          await launch(world, recallId);
          await recordAll(realm, after, before.length);
          await correctAll(realm, [...before, ...after]);

          await follow(world);
          const proposal = await proposed(world, recallId);
          if (proposal) await launchWave(world, recallId, proposal.proposalHash);

          await record(world.as('QUALITY'), { ...realm.commissioned(), id: `${realm.batch} seen`, kind: 'observe' });
          await follow(world);
          expect(await proposed(world, recallId)).toBeNull();
          const reach = await reachOf(world.db, scopeOf(realm), world.clock);
          const reached = await told(recallId);
          expect(reach.recipients.filter(({ customerId }) => !reached.has(customerId))).toEqual([]);
          const frozen = await frozenGoodsOf(world.db, recallId);
          const covered = new Set([frozen, frozen.possible].flatMap((goods) => [...goods.batchIds, ...goods.unitIds]));
          expect(idsOf(reach.goods).filter((id) => !covered.has(id))).toEqual([]);
          const held = new Set((await goodsHeldFor(world.db, recallId)).map(({ goodsId }) => goodsId));
          const toHold = goodsToHold(reach.goods, reach.disputed);
          expect(idsOf(toHold).filter((id) => !held.has(id))).toEqual([]);
          const { possible, ...made } = await withEverythingMadeFrom(world.db, toHold);
          const withReason = new Set([...idsOf(toHold), ...idsOf(made), ...idsOf(possible)]);
          expect([...covered, ...held].filter((id) => !withReason.has(id))).toEqual([]);
          expect((await released(recallId)).filter((id) => withReason.has(id))).toEqual([]);
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * PER_RUN_MS,
);

function scopeOf({ batch }: Realm) {
  return { batches: [{ gtin: GTIN, number: batch }], serials: [], ranges: [], onlyNamed: false };
}
