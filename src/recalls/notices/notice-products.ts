import type { Gtin } from '../../gs1/index.js';
import type { NoticeProduct } from '../../notifications/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { batchById, productById, productId } from '../../products/index.js';
import type { ReachOfGoods } from '../scope/reach.js';
import type { Scope } from '../scope/scope.js';
import { batchesToRead } from '../scope/scope-goods.js';

/** What a notice is about: also goods that somebody is told of who may have nothing else. */
type Named = Pick<ReachOfGoods, 'goods' | 'disputed' | 'withoutBatch'>;

/**
 * The goods of a scope as a notice names them: each product with its batches and serials. A packaging level is named where
 * one of the batches is known of it. What was made from the goods is named with its own batches, and so is what may be of
 * the scope: whoever finds other numbers on the goods takes them for safe.
 */
export async function noticeProducts(
  db: Queryable,
  scope: Scope,
  { goods, disputed, withoutBatch }: Named,
): Promise<NoticeProduct[]> {
  const inDoubt = [disputed, withoutBatch.made];
  const known = await batchById.find(db, [
    ...goods.batchIds,
    ...goods.partlyMadeBatchIds,
    ...(await Promise.all(inDoubt.map((some) => batchesToRead(db, some)))).flat(),
  ]);
  const batches = new Map(scope.batches.map(({ gtin, number }) => [`${gtin} ${number}`, undated(gtin, number)]));
  for (const { gtin, number, producedOn, expiresOn } of known) {
    batches.set(`${gtin} ${number}`, { gtin, number, producedOn, expiresOn });
  }
  const inOrder = [...batches].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, batch]) => batch);
  const serials = writtenSerials(scope);

  const gtins = [...new Set([...inOrder, ...serials].map(({ gtin }) => gtin))].sort();
  const products = await productById.find(
    db,
    gtins.map((gtin) => productId(gtin as Gtin)),
  );
  const byGtin = new Map<string, (typeof products)[number]>(products.map((product) => [product.gtin, product]));
  return gtins.map((gtin) => ({
    name: byGtin.get(gtin)?.name ?? `GTIN ${gtin}`,
    gtin,
    brand: byGtin.get(gtin)?.brand ?? null,
    batches: inOrder.flatMap(({ gtin: of, ...batch }) => (of === gtin ? [batch] : [])),
    serials: serials.flatMap(({ gtin: of, written }) => (of === gtin ? [written] : [])),
    quantity: null,
    references: [],
  }));
}

function undated(gtin: string, number: string) {
  return { gtin, number, producedOn: null as string | null, expiresOn: null as string | null };
}

function writtenSerials({ serials, ranges }: Scope) {
  return [
    ...serials.map(({ gtin, serial }) => ({ gtin, written: serial })),
    ...ranges.map(({ gtin, from, to }) => ({ gtin, written: `${from} – ${to}` })),
  ];
}
