import { type Gtin, parseGtin } from '../gs1/index.js';
import type { Context } from '../platform/context.js';
import { BOUNDS } from '../platform/graphql/bounds.js';
import { type FieldReader, readItem } from '../platform/registration/field-reader.js';
import { type MasterRow, type MasterTable, writeMasterRows } from '../platform/registration/master-rows.js';
import { register } from '../platform/registration/register.js';
import type { Registration, Rejection, Written } from '../platform/registration/registration.js';
import { readParagraphs } from '../platform/text.js';
import { ensureProducts } from './ensure-products.query.js';
import { productId } from './goods-id.js';
import { replacePackaging } from './packaging.query.js';
import { type GivenPackaging, planPackaging } from './plan-packaging.js';
import { productById } from './product.query.js';

export interface RegisterProduct {
  readonly gtin: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly brand?: string | null;
  readonly category?: string | null;
  /** What one of this product holds: a case of twelve holds twelve of another GTIN. */
  readonly contains?: readonly PackagingInput[] | null;
}

export interface PackagingInput {
  readonly gtin: string;
  readonly quantity: number;
}

interface ProductItem {
  readonly id: string;
  readonly row: MasterRow;
  /** Undefined: stays as it is. */
  readonly contains: readonly { readonly gtin: Gtin; readonly quantity: number }[] | undefined;
}

const PRODUCT: MasterTable = {
  name: 'product',
  idColumn: 'product_id',
  keyColumns: ['gtin'],
  columns: ['name', 'description', 'brand', 'category'],
};

const LONGEST_NAME = 200;
const MOST_CONTAINED = 100;
const LARGEST_QUANTITY = 1_000_000;

/** Registers products and what they hold. What a product holds is given as a whole; it may name GTINs not yet registered. */
export function registerProducts(context: Context, products: readonly RegisterProduct[]): Promise<Registration> {
  const at = context.now();
  return register(context, products, {
    action: 'registerProducts',
    objectKind: 'product',
    read: readProduct,
    prepare: (items) =>
      ensureProducts(
        context.db,
        items.flatMap(({ contains }) => contains?.map(({ gtin }) => gtin) ?? []),
      ),
    write: async (tx, items) => {
      const { changed, levels, rejections } = await planPackaging(tx, items.flatMap(givenPackaging));
      const good = items.filter(({ id }) => !rejections.has(id)).map(({ row }) => row);
      const written = await writeMasterRows(tx, PRODUCT, good, at);
      await replacePackaging(tx, [...changed], levels);
      return new Map<string, Written | Rejection>([
        ...[...written].map(([id, result]) => [id, changed.has(id) ? repackaged(result) : result] as const),
        ...rejections,
      ]);
    },
    caches: [productById],
  });
}

function readProduct(input: RegisterProduct) {
  return readItem((fields): ProductItem => {
    const gtin = fields.required('gtin', input.gtin, parseGtin);
    return {
      id: productId(gtin),
      row: {
        product_id: productId(gtin),
        gtin,
        name: fields.optionalLine('name', input.name, LONGEST_NAME),
        description: fields.optional('description', input.description, (text) => readParagraphs(text, BOUNDS.text)),
        brand: fields.optionalLine('brand', input.brand, LONGEST_NAME),
        category: fields.optionalLine('category', input.category, LONGEST_NAME),
      },
      contains: input.contains === undefined ? undefined : readPackaging(fields, input.contains ?? []),
    };
  });
}

function readPackaging(fields: FieldReader, contains: readonly PackagingInput[]) {
  if (contains.length > MOST_CONTAINED) {
    fields.reject('INVALID', 'contains', `names more than ${MOST_CONTAINED} products`);
    return [];
  }
  const named = new Set<Gtin>();
  return contains.map(({ gtin: text, quantity }, index) =>
    fields.inside(`contains[${index}]`, (inner) => {
      const gtin = inner.required('gtin', text, parseGtin);
      if (named.has(gtin)) inner.reject('INVALID', 'gtin', 'is given twice');
      named.add(gtin);
      if (!Number.isInteger(quantity) || quantity < 1 || quantity > LARGEST_QUANTITY) {
        inner.reject('INVALID', 'quantity', `is not a whole number from 1 to ${LARGEST_QUANTITY}`);
      }
      return { gtin, quantity };
    }),
  );
}

function givenPackaging({ id, contains }: ProductItem): GivenPackaging[] {
  if (!contains) return [];
  return [
    { productId: id, contains: contains.map(({ gtin, quantity }) => ({ productId: productId(gtin), quantity })) },
  ];
}

function repackaged({ outcome, changed }: Written): Written {
  return { outcome: outcome === 'UNCHANGED' ? 'UPDATED' : outcome, changed: [...changed, 'contains'] };
}
