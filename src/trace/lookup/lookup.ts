import { type BatchScan, type ProductScan, readScan, type Scan } from '../../gs1/index.js';
import type { ReferenceKind } from '../../movements/index.js';
import { customerById, locationById, locationId } from '../../parties/index.js';
import type { Context } from '../../platform/context.js';
import {
  batchById,
  batchId,
  logisticUnitById,
  logisticUnitId,
  productById,
  productId,
  unitById,
} from '../../products/index.js';
import { loadTrace } from '../journeys/unit-trace.js';
import { findBatch } from './find-batch.js';
import { findUnit } from './find-unit.js';
import { batchIdsByNumber, customerIdsByNumber, referenceWritten, unitIdsBySerial } from './lookup.query.js';

/** One thing that a code may mean. `type` is the name of its GraphQL type. */
export type Match =
  | { readonly type: 'Unit' | 'Batch' | 'Product' | 'LogisticUnit' | 'Location' | 'Customer'; readonly node: object }
  | { readonly type: 'Consignment'; readonly node: { readonly kind: ReferenceKind; readonly reference: string } };

export interface LookupAnswer {
  readonly matches: readonly Match[];
  /** How the code was read, or why it could not be. */
  readonly reading: string;
  /** What the code says otherwise than the record; null when it does not. */
  readonly contradiction: string | null;
  /** Why these are not all; null when they are. */
  readonly truncated: string | null;
}

/** As many answers as a person wants to choose from. */
const MOST_MATCHES = 50;

/** Whatever a scanner or a person gives: everything known that it may mean, the likeliest first. */
export async function lookup(context: Context, code: string): Promise<LookupAnswer> {
  const scans = readScan(code);
  const matches: Match[] = [];
  for (const scan of scans) matches.push(...(await matchesOf(context, scan)));
  const all = distinct(matches);
  const isCut = all.length > MOST_MATCHES;
  return {
    matches: all.slice(0, MOST_MATCHES),
    reading: scans.map(describe).join('; or '),
    contradiction: await contradictionIn(context, scans[0]),
    truncated: isCut
      ? `More than ${MOST_MATCHES} things have this number. Scan the whole code, or name the GTIN.`
      : null,
  };
}

async function matchesOf(context: Context, scan: Scan): Promise<Match[]> {
  const { load } = context;
  switch (scan.kind) {
    case 'unit':
      return unitMatches(context, scan);
    case 'batch':
      return found('Batch', await findBatch(context, scan.gtin, scan.batch));
    case 'product':
      return found('Product', await load(productById, productId(scan.gtin)));
    case 'logisticUnit':
      return [
        ...found('LogisticUnit', await load(logisticUnitById, logisticUnitId(scan.sscc))),
        ...(scan.content ? await matchesOf(context, scan.content) : []),
      ];
    case 'location':
      return found('Location', await load(locationById, locationId(scan.gln)));
    case 'text':
      return textMatches(context, scan.text);
    case 'invalid':
      return [];
  }
}

/** Nobody may take the batch on a label for the unit's own when the record names another. */
async function contradictionIn(context: Context, scan: Scan): Promise<string | null> {
  if (scan.kind !== 'unit' || scan.batch === undefined) return null;
  const { gtin, serial, batch } = scan;
  const unit = await findUnit(context, gtin, serial);
  const batchIds = (unit && (await loadTrace(context, unit.id))?.batchIds) ?? [];
  if (batchIds.length === 0 || batchIds.includes(batchId(gtin, batch))) return null;
  const onRecord = await Promise.all(batchIds.map((id) => context.load(batchById, id)));
  const numbers = onRecord.flatMap((one) => (one ? `"${one.number}"` : []));
  return `The code says batch "${batch.text}"; on record, serial "${serial.text}" is of batch ${numbers.join(' or ')}.`;
}

/** The unit, and after it the batch that stands on the same label. */
async function unitMatches(
  context: Context,
  { gtin, serial, batch }: Extract<Scan, { kind: 'unit' }>,
): Promise<Match[]> {
  const unit = await findUnit(context, gtin, serial);
  const labelled = batch ? await findBatch(context, gtin, batch) : null;
  return [...found('Unit', unit), ...found('Batch', labelled)];
}

/** A bare number: of a unit, a batch, an order, a shipment or a customer. */
async function textMatches({ db, load }: Context, text: string): Promise<Match[]> {
  const [unitIds, batchIds, order, shipment, customerIds] = await Promise.all([
    unitIdsBySerial(db, text, MOST_MATCHES + 1),
    batchIdsByNumber(db, text, MOST_MATCHES + 1),
    referenceWritten(db, 'order', text),
    referenceWritten(db, 'shipment', text),
    customerIdsByNumber(db, text, MOST_MATCHES + 1),
  ]);
  const units = await Promise.all(unitIds.map((id) => load(unitById, id)));
  const batches = await Promise.all(batchIds.map((id) => load(batchById, id)));
  const customers = await Promise.all(customerIds.map((id) => load(customerById, id)));
  return [
    ...units.flatMap((unit) => found('Unit', unit)),
    ...batches.flatMap((batch) => found('Batch', batch)),
    ...(order === null ? [] : [{ type: 'Consignment', node: { kind: 'order', reference: order } } as const]),
    ...(shipment === null ? [] : [{ type: 'Consignment', node: { kind: 'shipment', reference: shipment } } as const]),
    ...customers.flatMap((customer) => found('Customer', customer)),
  ];
}

function found(type: Exclude<Match['type'], 'Consignment'>, node: object | null): Match[] {
  return node ? [{ type, node }] : [];
}

function distinct(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  return matches.filter(({ type, node }) => {
    const key = `${type} ${'id' in node ? String(node.id) : JSON.stringify(node)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function describe(scan: Scan): string {
  switch (scan.kind) {
    case 'unit':
      return `unit (01)${scan.gtin}(21)${scan.serial.text}${scan.batch ? `, by its label of batch (10)${scan.batch.text}` : ''}`;
    case 'batch':
      return `batch (01)${scan.gtin}(10)${scan.batch.text}`;
    case 'product':
      return `product (01)${scan.gtin}`;
    case 'logisticUnit':
      return `logistic unit (00)${scan.sscc}${scan.content ? labelled(scan.content) : ''}`;
    case 'location':
      return `location (414)${scan.gln}`;
    case 'text':
      return `serial, batch, order, shipment or customer number "${scan.text}"`;
    case 'invalid':
      return `not readable: ${scan.reason}`;
  }
}

/** Told of the label, since it may not be on record. */
function labelled(content: BatchScan | ProductScan): string {
  const { count } = content;
  return `, which by its label holds ${count === undefined ? '' : `${count} of `}${describe(content)}`;
}
