import { randomUUID } from 'node:crypto';

import { parseBatchNumber, parseGtin } from '../gs1/index.js';
import { sourceId } from '../parties/index.js';
import type { Context } from '../platform/context.js';
import type { Transaction } from '../platform/database/database.js';
import { parseDecimal } from '../platform/decimal.js';
import { type Given, type FieldReader, readItem } from '../platform/registration/field-reader.js';
import { register } from '../platform/registration/register.js';
import { type Registration, Rejection, type Written } from '../platform/registration/registration.js';
import { InvalidText } from '../platform/text.js';
import { parseDay } from '../platform/time.js';
import { batchById, batchId, ensureBatches } from '../products/index.js';
import { declareBatches, lockBatches, type StoredDeclaration } from './batch-declaration.query.js';
import { captureMovements } from './capture/capture-movements.js';
import { declarationMovements } from './declaration-movement.js';
import type { BatchItem } from './movement-item.js';
import type { Declaration, NamedBatch } from './movement.js';

const PIECE = 'H87';
const LONGEST_SUPPLIER_BATCH = 60;

interface DeclaredBatch {
  readonly id: string;
  readonly batch: NamedBatch;
  readonly declaration: Declaration;
}

/**
 * Declares batches: their quantity, dates and the supplier's number, as entries of the ledger, from which the batch's row
 * is projected. The first declaration stands: one that says otherwise is answered with the fields that differ, since a
 * batch whose dates change silently is how recalls miss goods. What is missing in it may be added later.
 */
export function registerBatches(context: Context, inputs: readonly BatchItem[]): Promise<Registration> {
  return register(context, inputs, {
    action: 'registerBatches',
    objectKind: 'batch',
    read: readBatchItem,
    prepare: (items) =>
      ensureBatches(
        context.db,
        items.map(({ batch }) => batch),
      ),
    write: (tx, items) => writeBatches(tx, context, items),
    caches: [batchById],
  });
}

function readBatchItem(input: BatchItem): DeclaredBatch | Rejection {
  return readItem((fields) => {
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
  });
}

function parseMade(text: string): string | InvalidText {
  const quantity = parseDecimal(text);
  if (quantity instanceof InvalidText) return quantity;
  return quantity.startsWith('-') ? new InvalidText('is below zero') : quantity;
}

function parseUom(text: string): string | InvalidText {
  return /^[A-Z0-9]{2,3}$/.test(text)
    ? text
    : new InvalidText('is no code of UN/ECE Recommendation 20, such as H87 or KGM');
}

function checkPieces(fields: FieldReader, quantity: Given<string>, uom: string): void {
  if (uom === PIECE && quantity?.includes('.'))
    fields.reject('INVALID', 'quantity', 'counts pieces, of which there is no part');
}

async function writeBatches(
  tx: Transaction,
  context: Context,
  items: readonly DeclaredBatch[],
): Promise<Map<string, Written | Rejection>> {
  const stored = await lockBatches(
    tx,
    items.map(({ id }) => id),
  );
  const answers = new Map<string, Written | Rejection>();
  const fresh: DeclaredBatch[] = [];
  for (const item of items) {
    const differing = differences(stored.get(item.id), item.declaration);
    const added = additions(stored.get(item.id), item.declaration);
    if (differing.length > 0) answers.set(item.id, alreadyDeclared(differing));
    else if (stored.get(item.id)?.declared && added.length === 0) answers.set(item.id, UNCHANGED);
    else {
      fresh.push(item);
      answers.set(item.id, stored.get(item.id)?.declared ? { outcome: 'UPDATED', changed: added } : REGISTERED);
    }
  }
  const movements = await declarationMovements(tx, context.now(), fresh);
  await captureMovements(
    tx,
    { captureId: randomUUID(), sourceId: RETRACE_SOURCE, actorId: context.actor.id, recordedAt: context.now() },
    movements,
  );
  await declareBatches(
    tx,
    movements.flatMap(({ declaration, movementId }) => (declaration ? { ...declaration, movementId } : [])),
  );
  return answers;
}

const REGISTERED: Written = { outcome: 'REGISTERED', changed: [] };
const UNCHANGED: Written = { outcome: 'UNCHANGED', changed: [] };

/** Movements that come from registering and not from a sender's system. */
export const RETRACE_SOURCE = sourceId('retrace');

const DECLARED_FIELDS = ['quantity', 'uom', 'producedOn', 'expiresOn', 'supplierBatch'] as const;
type DeclaredField = (typeof DECLARED_FIELDS)[number];

function differences(stored: StoredDeclaration | undefined, declaration: Declaration): DeclaredField[] {
  return DECLARED_FIELDS.filter((field) => {
    const before = stored?.[field] ?? null;
    return before !== null && declaration[field] !== null && before !== declaration[field];
  });
}

function additions(stored: StoredDeclaration | undefined, declaration: Declaration): DeclaredField[] {
  return DECLARED_FIELDS.filter((field) => declaration[field] !== null && (stored?.[field] ?? null) === null);
}

function alreadyDeclared(fields: readonly DeclaredField[]): Rejection {
  return new Rejection(
    'BATCH_DIFFERS',
    fields[0] ?? '',
    `This batch is declared with another ${fields.join(', ')}; nothing was changed.`,
    'CONFLICT',
  );
}
