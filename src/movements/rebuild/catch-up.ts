import type { Database, Transaction } from '../../platform/database/database.js';
import { foldAgain } from '../capture/apply-links.js';
import { goodsEmptiedOut } from '../capture/emptying.query.js';
import { empties } from '../fold.rule.js';
import { readSeal } from '../knowledge/knowledge.query.js';
import { sealKnowledge } from '../knowledge/seal-knowledge.js';
import type { AtOnce } from './build-shadow.js';
import { forgetEntries, forgetLate, noteLate } from './late.query.js';
import { insertEntries } from './entries.js';
import { lateMovements } from './ledger-page.query.js';
import type { Watch } from './progress.js';
import { FIRST_KEY, movePosition, type Position } from './shadow.query.js';

/** Brings what was built up to everything that is committed now, in steps that are each repeated after a crash. */
export async function catchUp(
  db: Database,
  position: Position,
  now: () => Date,
  atOnce: AtOnce,
  watch: Watch,
): Promise<Position> {
  const current = await db.transaction(async (tx) => noteWhatIsNew(db, tx, position, now));
  for (;;) {
    const applied = await db.transaction((tx) => applySome(tx, atOnce));
    if (applied === 0) return current;
    await watch.moved('late movements', { movements: applied });
  }
}

/** The same in a transaction which holds captures, so that nothing is newer. */
export async function catchUpFinally(
  db: Database,
  tx: Transaction,
  position: Position,
  now: () => Date,
  atOnce: AtOnce,
): Promise<Position> {
  const current = await noteWhatIsNew(db, tx, position, now);
  while ((await applySome(tx, atOnce)) > 0);
  return current;
}

/** Seals on a connection of its own: what is sealed stays so, whatever becomes of the transaction. */
async function noteWhatIsNew(db: Database, tx: Transaction, position: Position, now: () => Date): Promise<Position> {
  await sealKnowledge(db, now());
  const { knownThrough } = await readSeal(tx);
  await noteLate(tx, position.knownThrough, knownThrough);
  const current = { ...position, knownThrough };
  await movePosition(tx, current);
  return current;
}

/**
 * Writes anew what some late movements did, as it stands now, and folds all goods that they touch. A movement can be among
 * them that was written before, or that has been voided since: what it left is taken out first.
 */
async function applySome(tx: Transaction, atOnce: AtOnce): Promise<number> {
  const entries = await lateMovements(tx, { after: FIRST_KEY, ...atOnce });
  await forgetEntries(
    tx,
    entries.map(({ movement }) => movement),
  );
  const links = insertEntries(tx, entries);
  const emptiedOut = await goodsEmptiedOut(tx, links.filter(empties));
  const touched = [...new Set([...links.map(({ goodsId }) => goodsId), ...emptiedOut.keys()])].toSorted();
  await foldAgain(tx, touched, touched);
  // Of a correction that came before its movement there is no entry yet: nothing to do.
  await forgetLate(tx, entries.at(-1)?.movement.movementId ?? null);
  return entries.length;
}
