import { countSerials, type Gtin, parseGtin, parseSerial, serialsOf } from '../../gs1/index.js';
import type { Context } from '../../platform/context.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { asRegistration, type Registration, type RegistrationEntry } from '../../platform/registration/registration.js';
import { productId, unitId } from '../../products/index.js';
import type { Goods, MovedUnit, NamedBatch } from '../movement.js';
import type { UnitsItem } from '../movement-item.js';
import { Problems } from '../problem.js';
import { readBatch } from '../reading/read-goods.js';
import { storeMovements } from '../store-movements.js';
import { declarationMovements } from './declaration-movement.js';
import { RETRACE_SOURCE } from './register-batches.js';

type ReadUnits = { readonly goods: Goods } | { readonly problems: Problems };

/**
 * Declares that units exist and which batch they are of: an entry of the ledger for each item, so that it can be corrected,
 * and asked for as it was known at a time. A movement that names a unit does not need this first.
 */
export async function registerUnits(context: Context, inputs: readonly UnitsItem[]): Promise<Registration> {
  if (inputs.length > BOUNDS.bulkInput) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.bulkInput} items are taken at once, not ${inputs.length}.`);
  }
  const read = inputs.map(readUnits);
  const said = read.flatMap((item) => ('goods' in item ? item : []));
  const named = said.reduce((sum, { goods }) => sum + goods.units.length, 0);
  if (named > BOUNDS.goodsOfARequest) {
    throw new Refusal('BAD_USER_INPUT', `At most ${BOUNDS.goodsOfARequest} units a request; these are ${named}.`);
  }
  const movements = await declarationMovements(context.db, context.now(), said);
  const source = { id: RETRACE_SOURCE, code: 'retrace' };
  const rejected = inputs.length - movements.length;
  const captured = await storeMovements(context, { source, movements, rejected, action: 'registerUnits' });

  const verdicts = captured.entries();
  return asRegistration(
    read.map((item, index) => {
      if ('problems' in item) return rejection(index, item.problems);
      const [place = 0, entry] = verdicts.next().value ?? [];
      const outcome = entry?.verdict === 'ACCEPTED' ? 'REGISTERED' : 'UNCHANGED';
      return { index, id: movements[place]?.movementId ?? null, outcome, code: null, field: null, message: null };
    }),
  );
}

function readUnits(input: UnitsItem): ReadUnits {
  const problems = new Problems();
  const gtin = problems.take(parseGtin(input.gtin), 'gtin');
  const batch = gtin && input.batch ? readBatch(gtin, input.batch, 'batch', problems) : null;
  const units = new Map<string, MovedUnit>();
  if (gtin) {
    input.serials?.forEach((text, i) => {
      addUnit(units, gtin, batch, text, `serials[${i}]`, problems);
    });
    for (const text of serialsOfRange(input, problems)) addUnit(units, gtin, batch, text, 'range', problems);
    if (units.size === 0) problems.add('NO_GOODS', 'serials', 'serials or range must name at least one unit.');
  }
  if (problems.list.length > 0) return { problems };
  return { goods: { units: [...units.values()], logisticUnits: [], quantities: [] } };
}

function serialsOfRange({ range }: UnitsItem, problems: Problems): string[] {
  if (!range) return [];
  const trimmed = { from: range.from.trim(), to: range.to.trim() };
  const count = countSerials(trimmed);
  if (typeof count === 'string') {
    problems.add('INVALID_RANGE', 'range', `This range ${count}.`);
    return [];
  }
  if (count > BOUNDS.goodsOfARequest) {
    problems.add(
      'TOO_MANY_GOODS',
      'range',
      `names ${count} units; at most ${BOUNDS.goodsOfARequest} are taken at once.`,
    );
    return [];
  }
  return serialsOf(trimmed);
}

function addUnit(
  units: Map<string, MovedUnit>,
  gtin: Gtin,
  batch: NamedBatch | null,
  text: string,
  field: string,
  problems: Problems,
): void {
  const serial = problems.take(parseSerial(text), field, 'INVALID_SERIAL');
  if (!serial) return;
  const id = unitId(gtin, serial);
  units.set(id, { unitId: id, productId: productId(gtin), gtin, serial, batch });
}

function rejection(index: number, { list }: Problems): RegistrationEntry {
  const [first] = list;
  const { code, field, message } = first ?? { code: 'INVALID', field: '', message: '' };
  return { index, id: null, outcome: 'REJECTED', code, field, message };
}
