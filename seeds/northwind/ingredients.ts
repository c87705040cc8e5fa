import { Decimal } from 'decimal.js';

import { daysAfter, utcTime, type Day } from './calendar.js';
import type { Batch } from './goods.js';
import { productGtin } from './identifiers.js';
import type { IngredientPlan, PlannedBatch, PlannedMovement, PlannedProduct } from './plan.js';
import type { Product } from './tables.js';

/** What goods of a Northwind category are made of, in kilograms a piece. */
interface Ingredient {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly kilogramsAPiece: string;
}

const INGREDIENTS: readonly Ingredient[] = [
  { id: 90_001, name: 'Cane sugar', category: 'Confections', kilogramsAPiece: '0.25' },
  { id: 90_002, name: 'Cocoa mass', category: 'Confections', kilogramsAPiece: '0.1' },
  { id: 90_003, name: 'Whole milk', category: 'Dairy Products', kilogramsAPiece: '4' },
  { id: 90_004, name: 'Rennet', category: 'Dairy Products', kilogramsAPiece: '0.005' },
];

/** Ingredients come in sacks and cans of so many kilograms; what is not used stays at the plant. */
const SACK_KG = 10;
const DAYS_BEFORE = 30;
const DAYS_GOOD_FOR = 365;

/** What the plants make of which ingredients, by the rule of `plan.ts`. */
export function planIngredients(products: readonly Product[], batches: readonly Batch[]): IngredientPlan {
  const categoryOf = new Map(products.map(({ id, category }) => [productGtin(id), category]));
  const made = batches.flatMap((batch) => {
    const ingredients = INGREDIENTS.filter(({ category }) => category === categoryOf.get(batch.gtin));
    return ingredients.length === 0 ? [] : [{ batch, ingredients }];
  });
  const supplies = suppliesFor(made);
  const movements = [...supplies.map(commission), ...made.map(make)];
  return {
    products: INGREDIENTS.map(planProduct),
    batches: batchesOf(supplies),
    movements: movements.toSorted((a, b) => (a.occurredAt + a.id < b.occurredAt + b.id ? -1 : 1)),
  };
}

interface Made {
  readonly batch: Batch;
  readonly ingredients: readonly Ingredient[];
}

/** What of one batch of an ingredient comes to one plant. */
interface Supply {
  readonly ingredient: Ingredient;
  readonly plant: Batch['plant'];
  readonly run: Batch['run'];
  used: Decimal;
}

function suppliesFor(made: readonly Made[]): Supply[] {
  const supplies = new Map<string, Supply>();
  for (const { batch, ingredients } of made) {
    for (const ingredient of ingredients) {
      const { plant, run } = batch;
      const key = `${ingredient.id} ${run.number} ${plant}`;
      const supply = supplies.get(key) ?? { ingredient, plant, run, used: new Decimal(0) };
      supply.used = supply.used.plus(usedFor(batch, ingredient));
      supplies.set(key, supply);
    }
  }
  return [...supplies.values()];
}

function batchesOf(supplies: readonly Supply[]): PlannedBatch[] {
  const batches = new Map<string, PlannedBatch>();
  for (const { ingredient, run, used } of supplies) {
    const key = `${ingredient.id} ${run.number}`;
    const producedOn: Day = daysAfter(run.producedOn, -DAYS_BEFORE);
    batches.set(key, {
      gtin: productGtin(ingredient.id),
      number: run.number,
      quantity: (batches.get(key)?.quantity ?? 0) + inSacks(used),
      uom: 'KGM',
      producedOn,
      expiresOn: daysAfter(producedOn, DAYS_GOOD_FOR),
      supplierBatch: `S-${ingredient.id}-${run.number}`,
    });
  }
  return [...batches.values()];
}

const planProduct = ({ id, name, category }: Ingredient): PlannedProduct => ({
  gtin: productGtin(id),
  name,
  description: `for ${category.toLowerCase()}`,
  category: 'Ingredients',
  brand: 'Northwind Traders',
});

const commission = ({ ingredient, plant, run, used }: Supply): PlannedMovement => ({
  id: `nw-supply-${ingredient.id}-${run.number}-${plant}`,
  kind: 'COMMISSION',
  occurredAt: utcTime(daysAfter(run.producedOn, -1), '08:00'),
  place: plant,
  goods: { quantities: [kilograms(ingredient, run.number, String(inSacks(used)))] },
});

const make = ({ batch, ingredients }: Made): PlannedMovement => ({
  id: `nw-make-${batch.key}`,
  kind: 'TRANSFORM',
  occurredAt: utcTime(batch.run.producedOn, '05:00'),
  place: batch.plant,
  goods: {
    quantities: ingredients.map((one) => kilograms(one, batch.run.number, usedFor(batch, one).toFixed())),
  },
  outputs: { serials: [{ gtin: batch.gtin, batch: batch.run.number, serials: batch.serials }] },
});

const usedFor = ({ serials }: Batch, { kilogramsAPiece }: Ingredient) =>
  new Decimal(kilogramsAPiece).times(serials.length);

const inSacks = (used: Decimal): number => used.dividedBy(SACK_KG).ceil().times(SACK_KG).toNumber();

const kilograms = ({ id }: Ingredient, batch: string, quantity: string) =>
  ({ gtin: productGtin(id), batch, quantity, uom: 'KGM' }) as const;
