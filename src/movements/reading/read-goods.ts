import {
  baseUnitOf,
  type BatchScan,
  type Gtin,
  type LogisticUnitScan,
  parseBatchNumber,
  parseGtin,
  parseSerial,
  parseSscc,
  readScan,
  type UnitScan,
  PIECE,
} from '../../gs1/index.js';
import { batchId, logisticUnitId, productId, unitId } from '../../products/index.js';
import type { Goods, LabelContent, MovedLogisticUnit, MovedQuantity, MovedUnit, NamedBatch } from '../movement.js';
import type { BatchQuantityItem, GoodsItem, SerialsItem } from '../movement-item.js';
import type { Problems } from '../problem.js';
import { readQuantity } from './quantity.js';

/** By UN/ECE Recommendation 20. */
const KILOGRAM = 'KGM';

/** Where goods stand in the input, whether their quantities may be below zero, and where labels with a content are put. */
interface Reading {
  readonly field: string;
  readonly signed?: boolean;
  readonly labels: LabelContent[];
}

/** The goods of one movement, each named once. What cannot be read is a problem with its place in the input. */
export function readGoods(input: GoodsItem, { field, signed = false, labels }: Reading, problems: Problems): Goods {
  const found = new FoundGoods(problems);
  input.serials?.forEach((line, i) => {
    readSerials(line, `${field}.serials[${i}]`, found, problems);
  });
  input.ssccs?.forEach((text, i) => {
    const sscc = problems.take(parseSscc(text), `${field}.ssccs[${i}]`);
    if (sscc) found.addLogisticUnit({ logisticUnitId: logisticUnitId(sscc), sscc });
  });
  input.quantities?.forEach((line, i) => {
    const quantity = readBatchQuantity(line, `${field}.quantities[${i}]`, problems, signed);
    if (quantity) found.addQuantity(quantity, `${field}.quantities[${i}]`);
  });
  input.codes?.forEach((text, i) => {
    labels.push(...readCode(text, `${field}.codes[${i}]`, found, problems));
  });
  return found.goods;
}

/** The batch of `gtin` with this number, or null and a problem. */
export function readBatch(gtin: Gtin, text: string, field: string, problems: Problems): NamedBatch | null {
  const number = problems.take(parseBatchNumber(text), field, 'INVALID_BATCH');
  return number && namedBatch(gtin, number);
}

/** The quantity that a label says (AI 30 or 37, or the weight in AI 310n), or null and a problem. */
export function quantityOnLabel(scan: BatchScan, field: string, problems: Problems): MovedQuantity | null {
  const { gtin, batch, count, kilograms } = scan;
  const [text, uom] = count === undefined ? [kilograms, KILOGRAM] : [String(count), PIECE];
  if (text === undefined) {
    const message = 'The code names a batch without a count (AI 30), a weight (AI 310n) or a serial number.';
    return problems.add('UNREADABLE_CODE', field, message);
  }
  const amount = readQuantity(text, uom, field, problems);
  return amount && { batch: namedBatch(gtin, batch), ...amount };
}

/** What the label says that the logistic unit holds; null when it says nothing of that. */
export function contentOnLabel({ sscc, content }: LogisticUnitScan): LabelContent | null {
  if (!content) return null;
  const { gtin, count } = content;
  const batch = content.kind === 'batch' ? namedBatch(gtin, content.batch) : null;
  return { logisticUnitId: logisticUnitId(sscc), sscc, gtin, productId: productId(gtin), batch, count };
}

/** The unit that a code names, and the batch that its label says. */
export function unitOnLabel({ gtin, serial, batch }: UnitScan): MovedUnit {
  const named = batch ? namedBatch(gtin, batch) : null;
  return { unitId: unitId(gtin, serial), productId: productId(gtin), gtin, serial, batch: named };
}

function namedBatch(gtin: Gtin, number: NamedBatch['number']): NamedBatch {
  return { batchId: batchId(gtin, number), gtin, number };
}

function readSerials(line: SerialsItem, field: string, found: FoundGoods, problems: Problems): void {
  const gtin = problems.take(parseGtin(line.gtin), `${field}.gtin`);
  if (!gtin) return;
  const batch = line.batch ? readBatch(gtin, line.batch, `${field}.batch`, problems) : null;
  line.serials.forEach((text, i) => {
    const serial = problems.take(parseSerial(text), `${field}.serials[${i}]`, 'INVALID_SERIAL');
    if (!serial) return;
    found.addUnit(
      { unitId: unitId(gtin, serial), productId: productId(gtin), gtin, serial, batch },
      `${field}.serials[${i}]`,
    );
  });
}

function readBatchQuantity(
  line: BatchQuantityItem,
  field: string,
  problems: Problems,
  signed: boolean,
): MovedQuantity | null {
  const gtin = problems.take(parseGtin(line.gtin), `${field}.gtin`);
  const amount = readQuantity(line.quantity, line.uom ?? PIECE, field, problems, { signed });
  const batch = gtin && readBatch(gtin, line.batch, `${field}.batch`, problems);
  return batch && amount && { batch, ...amount };
}

/**
 * One scanned code. Only what names a thing that can move is taken; a product alone, or a place, is not. Answers with what
 * a logistic unit's label says of its content, which is no part of what moved: what the unit holds follows it.
 */
function readCode(text: string, field: string, found: FoundGoods, problems: Problems): LabelContent[] {
  const [scan] = readScan(text);
  switch (scan.kind) {
    case 'unit':
      found.addUnit(unitOnLabel(scan), field);
      return [];
    case 'logisticUnit': {
      found.addLogisticUnit({ logisticUnitId: logisticUnitId(scan.sscc), sscc: scan.sscc });
      const content = contentOnLabel(scan);
      return content ? [content] : [];
    }
    case 'batch': {
      const quantity = quantityOnLabel(scan, field, problems);
      if (quantity) found.addQuantity(quantity, field);
      return [];
    }
    case 'invalid':
      problems.add('UNREADABLE_CODE', field, scan.reason);
      return [];
    case 'product':
    case 'location':
    case 'text':
      problems.add('UNREADABLE_CODE', field, 'This is not a code of a unit, a logistic unit or a counted batch.');
      return [];
  }
}

/**
 * Goods of one movement, each once. A unit or pallet that is scanned twice is still one; a unit said to be of two batches,
 * or a quantity named twice, is wrong, and nobody can say how.
 */
class FoundGoods {
  private readonly units = new Map<string, MovedUnit>();
  private readonly logisticUnits = new Map<string, MovedLogisticUnit>();
  private readonly quantities = new Map<string, MovedQuantity>();

  constructor(private readonly problems: Problems) {}

  addUnit(unit: MovedUnit, field: string): void {
    const known = this.units.get(unit.unitId);
    if (known?.batch && unit.batch && known.batch.batchId !== unit.batch.batchId) {
      this.repeated(field, `Serial "${unit.serial.text}" is said to be of two batches in this movement.`);
    } else if (!known?.batch) {
      this.units.set(unit.unitId, unit);
    }
  }

  addLogisticUnit(logisticUnit: MovedLogisticUnit): void {
    this.logisticUnits.set(logisticUnit.logisticUnitId, logisticUnit);
  }

  addQuantity(quantity: MovedQuantity, field: string): void {
    const { batch, uom } = quantity;
    const key = `${batch.batchId} ${baseUnitOf(uom)}`;
    const known = this.quantities.get(key);
    if (known) {
      const units = known.uom === uom ? uom : `${known.uom} and ${uom}`;
      this.repeated(field, `Batch "${batch.number.text}" in ${units} is named twice in this movement.`);
    } else {
      this.quantities.set(key, quantity);
    }
  }

  get goods(): Goods {
    return {
      units: [...this.units.values()],
      logisticUnits: [...this.logisticUnits.values()],
      quantities: [...this.quantities.values()],
    };
  }

  private repeated(field: string, message: string): void {
    this.problems.add('REPEATED_GOODS', field, message);
  }
}
