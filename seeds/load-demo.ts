import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { movementStatus, recordMovements, registerBatches } from '../src/movements/index.js';
import {
  registerCarriers,
  registerCustomers,
  registerInternalContacts,
  registerLocations,
  registerSources,
} from '../src/parties/index.js';
import type { Context } from '../src/platform/context.js';
import { isStatementTimeout } from '../src/platform/database/retry.js';
import type { Registration } from '../src/platform/registration/registration.js';
import { registerProducts } from '../src/products/index.js';
import { databaseUse } from './database-use.query.js';
import { placeGln } from './northwind/identifiers.js';
import { planNorthwind } from './northwind/plan-northwind.js';
import type { DemoPlan } from './northwind/plan.js';
import { type DemoRequest, LAST_MOVEMENT, requestsOf } from './requests.js';

/** For whom a warehouse can try out recording: the system that recorded the demo, and one of the places it serves. */
export const DEMO_WAREHOUSE = { sourceCode: 'demo-wms', siteGln: placeGln('warehouse', 1) };

const NORTHWIND = createRequire(import.meta.url).resolve('#northwind');

const INTERNAL_CONTACTS = [
  { code: 'quality', name: 'Quality', email: 'quality@example.com', language: 'en' },
  { code: 'customer-service', name: 'Customer service', email: 'service@example.com', language: 'en' },
];

/**
 * # Loading the demo
 *
 * Everything comes in as it would from any sender: master data is registered, batches are declared, and movements are
 * recorded in requests within the bounds. All of that is idempotent, so nothing is lost when the process dies in the middle:
 * the next load finds what is there and adds what is missing. The source is registered first, and marks the database as
 * the demo's; the plan's last movement is recorded last, and tells that nothing is missing, without planning it all again.
 * A database that somebody else has begun to use is left alone.
 */
export async function loadDemo(context: Context, report: (message: string) => void) {
  const use = await databaseUse(context.db, DEMO_WAREHOUSE.sourceCode);
  if (use.used && !use.demo) return databaseInUse;

  if (use.demo && (await isRecorded(context, LAST_MOVEMENT))) return demoThere;

  const plan = planNorthwind(await readFile(NORTHWIND, 'utf8'));
  const requests = [...requestsOf(plan.ingredients.movements), ...requestsOf(plan.movements)];
  report(`Loading the demo: ${plan.products.length} products, ${plan.batches.length} batches, and where they went.`);
  await registerPlan(context, plan);
  await recordRequests(context, requests, report);
  return demoLoaded;
}

const demoLoaded = { outcome: 'DemoLoaded' } as const;
const demoThere = { outcome: 'DemoThere' } as const;
const databaseInUse = {
  outcome: 'DatabaseInUse',
  message: 'The database holds something else than the demo, which is loaded into an empty one only.',
} as const;

async function isRecorded(context: Context, id: string): Promise<boolean> {
  const [movement] = await movementStatus(context, DEMO_WAREHOUSE.sourceCode, [id]);
  return movement !== undefined && movement.status !== 'UNKNOWN';
}

async function registerPlan(context: Context, plan: DemoPlan): Promise<void> {
  const { sourceCode: code } = DEMO_WAREHOUSE;
  requireAll(await registerSources(context, [{ code, name: 'Warehouse system of the demo' }]));
  requireAll(await registerProducts(context, [...plan.products, ...plan.ingredients.products]));
  requireAll(await registerCustomers(context, plan.customers));
  requireAll(await registerLocations(context, plan.locations));
  requireAll(
    await registerCarriers(
      context,
      plan.carriers.map(({ phone, ...carrier }) => ({ ...carrier, contact: { phone } })),
    ),
  );
  requireAll(await registerInternalContacts(context, INTERNAL_CONTACTS));
  const planned = [...plan.batches, ...plan.ingredients.batches];
  const batches = planned.map(({ quantity, ...batch }) => ({ ...batch, quantity: String(quantity) }));
  requireAll(await registerBatches(context, batches));
}

function requireAll({ entries }: Registration): void {
  const refused = entries.find(({ outcome }) => outcome === 'REJECTED' || outcome === 'CONFLICT');
  if (refused) throw new Error(`The demo could not be registered: ${refused.code} ${refused.message}`);
}

async function recordRequests(
  context: Context,
  requests: readonly DemoRequest[],
  report: (message: string) => void,
): Promise<void> {
  const { sourceCode: source } = DEMO_WAREHOUSE;
  const total = requests.reduce((sum, { goods }) => sum + goods, 0);
  let done = 0;
  for (const { movements, goods } of requests) {
    const recorded = await sendPatiently(() => recordMovements(context, { source, movements }));
    const refused = recorded.find(({ verdict }) => verdict !== 'ACCEPTED' && verdict !== 'DUPLICATE');
    if (refused) throw new Error(`The demo's movement ${refused.id} was answered ${refused.verdict}.`);
    const before = tenths(done, total);
    done += goods;
    if (tenths(done, total) > before) report(`Loading the demo: ${tenths(done, total)}0 % of its scans.`);
  }
}

const MOST_TRIES = 5;

/** As any sender would: what a busy machine cut short is sent again. */
async function sendPatiently<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === MOST_TRIES || !isStatementTimeout(error)) throw error;
    }
  }
}

const tenths = (part: number, whole: number): number => Math.floor((10 * part) / whole);
