import type { Queryable } from '../../platform/database/database.js';
import { batchId, familyOf, packagingAround, productById } from '../../products/index.js';
import type { LabelContent, NamedBatch } from '../movement.js';
import { everPackedIn } from './ever-packed.query.js';

/**
 * Which of these labels say what is on record: that the batch was packed in the logistic unit, ever and however deep, under
 * its own GTIN or that of another packaging level. Of a label without a batch, that something was.
 */
export async function labelsOnRecord(
  db: Queryable,
  labels: readonly LabelContent[],
): Promise<(label: LabelContent) => boolean> {
  if (labels.length === 0) return () => true;
  const packed = await everPackedIn(db, [...new Set(labels.map(({ logisticUnitId }) => logisticUnitId))]);
  const inOtherLevels = await batchesByLabel(db, labels);
  return (label) => {
    const goods = packed.get(label.logisticUnitId);
    if (!goods) return false;
    return (
      !label.batch || [label.batch.batchId, ...(inOtherLevels.get(label) ?? [])].some((id) => goods.batchIds.has(id))
    );
  };
}

/** By label, the batches of its number in the packaging levels of its product. */
async function batchesByLabel(
  db: Queryable,
  labels: readonly LabelContent[],
): Promise<ReadonlyMap<LabelContent, readonly string[]>> {
  const { levels } = await packagingAround(db, [...new Set(labels.map(({ productId }) => productId))]);
  if (levels.length === 0) return new Map();
  const families = labels.map(({ productId }) => familyOf([productId], levels));
  const products = await productById.find(db, [...new Set(families.flat())]);
  const gtins = new Map(products.map(({ id, gtin }) => [id, gtin]));
  const batchesOf = (family: readonly string[], number: NamedBatch['number']) =>
    family.flatMap((productId) => {
      const gtin = gtins.get(productId);
      return gtin ? batchId(gtin, number) : [];
    });
  return new Map(
    labels.map((label, i) => [label, label.batch ? batchesOf(families[i] ?? [], label.batch.number) : []]),
  );
}
