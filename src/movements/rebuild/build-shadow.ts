import type { Database, Transaction } from '../../platform/database/database.js';
import type { Links } from '../capture/apply-links.js';
import { replaceStates } from '../capture/goods-state.query.js';
import { replacePackings } from '../capture/packing.query.js';
import { fold, packingsOf } from '../fold.rule.js';
import { insertEntries } from './entries.js';
import { goodsAfter } from './goods-page.query.js';
import { knownMovements, type LedgerEntry } from './ledger-page.query.js';
import type { Watch } from './progress.js';
import { analyzeStates, FIRST_KEY, indexEntries, movePosition, type Position } from './shadow.query.js';

/** How much is read, folded and written at a time; it bounds the memory. */
export interface AtOnce {
  readonly movements: number;
  readonly goods: number;
}

/** Some rows that follow a key, and the last key among them. */
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly last: string;
}

/** Goes on from a position until everything that was known then is built. */
export async function buildShadow(db: Database, from: Position, atOnce: AtOnce, watch: Watch): Promise<Position> {
  const folding = from.stage === 'DERIVE' ? await derive(db, from, atOnce, watch) : from;
  return folding.stage === 'FOLD' ? foldAll(db, folding, atOnce, watch) : folding;
}

/** Reads movements in the order of their ids, and writes what each did. */
async function derive(db: Database, from: Position, atOnce: AtOnce, watch: Watch): Promise<Position> {
  await inPages<LedgerEntry>(
    from.after,
    async (after) => {
      const rows = await knownMovements(db, { after, ...atOnce }, from.knownThrough);
      return { rows, last: rows.at(-1)?.movement.movementId ?? after };
    },
    async ({ rows, last }) => {
      const links = await db.transaction(async (tx) => {
        await movePosition(tx, { ...from, after: last });
        return insertEntries(tx, rows);
      });
      await watch.moved('movements', { movements: rows.length, links: links.length, at: last });
    },
  );
  return enter(db, { ...from, stage: 'FOLD', after: FIRST_KEY }, indexEntries);
}

/** Folds goods in the order of their ids. */
async function foldAll(db: Database, from: Position, atOnce: AtOnce, watch: Watch): Promise<Position> {
  await inPages<Links>(
    from.after,
    async (after) => {
      const rows = await goodsAfter(db, after, atOnce.goods);
      return { rows, last: rows.at(-1)?.[0].goodsId ?? after };
    },
    async ({ rows, last }) => {
      await db.transaction(async (tx) => {
        await movePosition(tx, { ...from, after: last });
        await writeFolded(tx, rows);
      });
      await watch.moved('goods', { goods: rows.length, at: last });
    },
  );
  return enter(db, { ...from, stage: 'CURRENT', after: FIRST_KEY }, analyzeStates);
}

async function writeFolded(tx: Transaction, goods: readonly Links[]): Promise<void> {
  await replaceStates(tx, goods.map(fold));
  const packings = goods.flatMap(packingsOf);
  await replacePackings(tx, [...new Set(packings.map(({ childId }) => childId))], packings);
}

async function enter(db: Database, next: Position, prepare: (tx: Transaction) => Promise<void>): Promise<Position> {
  await db.transaction(async (tx) => {
    await prepare(tx);
    await movePosition(tx, next);
  });
  return next;
}

/** Page after page until one is empty; the next is read while one is written. */
async function inPages<Row>(
  from: string,
  read: (after: string) => Promise<Page<Row>>,
  write: (page: Page<Row>) => Promise<void>,
): Promise<void> {
  let page = await read(from);
  while (page.rows.length > 0) {
    const [next] = await Promise.all([read(page.last), write(page)]);
    page = next;
  }
}
