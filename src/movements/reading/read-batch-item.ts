import {
  hasPartOfThing,
  isUnitOfGoods,
  NO_UNIT_OF_GOODS,
  parseBatchNumber,
  parseGtin,
  PIECE,
} from '../../gs1/index.js';
import { parseDecimal } from '../../platform/decimal.js';
import { type Given, type FieldReader, readEvery, readItem } from '../../platform/registration/field-reader.js';
import type { Rejection } from '../../platform/registration/registration.js';
import { InvalidText } from '../../platform/text.js';
import { parseDay } from '../../platform/time.js';
import { batchId } from '../../products/index.js';
import type { Declaration, NamedBatch } from '../movement.js';
import type { BatchItem } from '../movement-item.js';

const LONGEST_SUPPLIER_BATCH = 60;

export interface DeclaredBatch {
  readonly id: string;
  readonly batch: NamedBatch;
  readonly declaration: Declaration;
}

/** The door for what is said of a batch: what was said, or the first thing that is wrong with it. */
export const readBatchItem = (input: BatchItem): DeclaredBatch | Rejection => readItem(batchFrom(input));

/** The same, with everything that is wrong. */
export const readEveryBatchItem = (input: BatchItem): DeclaredBatch | readonly Rejection[] =>
  readEvery(batchFrom(input));

function batchFrom(input: BatchItem) {
  return (fields: FieldReader): DeclaredBatch => {
    const gtin = fields.required('gtin', input.gtin, parseGtin);
    const number = fields.required('number', input.number, parseBatchNumber);
    const quantity = fields.optional('quantity', input.quantity, parseMade);
    const uom = fields.optional('uom', input.uom, parseUom) ?? PIECE;
    const producedOn = fields.optional('producedOn', input.producedOn, parseDay);
    const expiresOn = fields.optional('expiresOn', input.expiresOn, parseDay);
    const supplierBatch = fields.optionalLine('supplierBatch', input.supplierBatch, LONGEST_SUPPLIER_BATCH);
    if (fields.rejection) return { id: '' } as DeclaredBatch;
    checkPieces(fields, quantity, uom);
    if (producedOn && expiresOn && expiresOn < producedOn) {
      fields.reject('INVALID', 'expiresOn', 'is before producedOn');
    }
    const id = batchId(gtin, number);
    return {
      id,
      batch: { batchId: id, gtin, number },
      declaration: {
        batchId: id,
        quantity: quantity ?? null,
        uom: quantity == null ? null : uom,
        producedOn: producedOn ?? null,
        expiresOn: expiresOn ?? null,
        supplierBatch: supplierBatch ?? null,
      },
    };
  };
}

function parseMade(text: string): string | InvalidText {
  const quantity = parseDecimal(text);
  if (quantity instanceof InvalidText) return quantity;
  return quantity.startsWith('-') ? new InvalidText('is below zero') : quantity;
}

function parseUom(text: string): string | InvalidText {
  const uom = text.trim();
  return isUnitOfGoods(uom) ? uom : new InvalidText(NO_UNIT_OF_GOODS);
}

function checkPieces(fields: FieldReader, quantity: Given<string>, uom: string): void {
  if (quantity != null && hasPartOfThing({ quantity, uom })) {
    fields.reject('INVALID', 'quantity', `leaves a part of one, and ${uom} counts whole things`);
  }
}
