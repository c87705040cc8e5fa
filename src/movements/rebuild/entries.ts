import type { Transaction } from '../../platform/database/database.js';
import { insertGenealogyEntries } from '../capture/genealogy-entries.query.js';
import { insertLinks } from '../capture/links.query.js';
import { insertStockEntries } from '../capture/stock.query.js';
import type { Link } from '../fold.rule.js';
import type { LedgerMovement } from '../ledger-movement.js';
import { linksOfMovement } from '../links-of-movement.rule.js';
import type { LedgerEntry } from './ledger-page.query.js';

/** Writes what movements did, by the rules by which captures do; what a correction has voided, as history. */
export function insertEntries(tx: Transaction, entries: readonly LedgerEntry[]): Link[] {
  const counts = entries.filter(({ isVoided }) => !isVoided).map(({ movement }) => movement);
  const voided = entries.filter(({ isVoided }) => isVoided).map(({ movement }) => movement);
  const links = linksOf(counts);
  const voidedLinks = linksOf(voided);
  insertLinks(tx, links);
  insertLinks(tx, voidedLinks, 'voided_goods_movement');
  insertStockEntries(tx, counts);
  insertStockEntries(tx, voided, 'voided_stock_entry');
  insertGenealogyEntries(
    tx,
    entries.map(({ movement }) => movement),
  );
  return [...links, ...voidedLinks];
}

/** One of each movement for each of its goods, the first, as the live table's key has it. */
function linksOf(movements: readonly LedgerMovement[]): Link[] {
  return movements.flatMap((movement) => {
    const byGoods = new Map<string, Link>();
    for (const link of linksOfMovement(movement)) if (!byGoods.has(link.goodsId)) byGoods.set(link.goodsId, link);
    return [...byGoods.values()];
  });
}
