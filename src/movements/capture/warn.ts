import type { CustomerOf } from '../../parties/index.js';
import type { StoredDeclaration } from '../batch-declaration.query.js';
import { contradictionOf } from '../contradiction.rule.js';
import { differencesOf } from '../declaration.rule.js';
import type { LabelContent, Movement } from '../movement.js';
import type { Standing } from './goods-state.query.js';

/** Something to look into about a recorded movement. */
export interface Warning {
  readonly code:
    | 'UNKNOWN_GOODS'
    | 'UNKNOWN_PARTY'
    | 'UNKNOWN_MOVEMENT'
    | 'HELD_GOODS'
    | 'CONTRADICTION'
    | 'LABEL_CONTENT_NOT_RECORDED'
    | 'FUTURE'
    | 'CORRECTED';
  readonly message: string;
  /** As GS1 element strings, at most {@link MOST_NAMED}. */
  readonly goods: readonly string[];
  readonly count: number;
}

/** Of a correction of what has not come. That may be under way, or its id may be mistyped, and what was meant still counts. */
export const NOTHING_TO_CORRECT: Warning = {
  code: 'UNKNOWN_MOVEMENT',
  message:
    'Nothing is recorded under this id yet. What comes under it will have no effect; if it was mistyped, what you meant still counts.',
  goods: [],
  count: 0,
};

/** Of a movement whose correction came first. */
export const CORRECTED_BEFORE: Warning = {
  code: 'CORRECTED',
  message: 'A correction of this movement came before it: it is on record, and has no effect.',
  goods: [],
  count: 0,
};

const MOST_NAMED = 20;

/** A clock that runs a little fast is no news. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1_000;

/** Goods first heard of in a movement that does not make them: their commissioning is missing, or the code is misread. */
export function warnOfUnknownGoods(movement: Movement, isNew: (goodsId: string) => boolean): Warning[] {
  if (movement.kind === 'commission' || movement.kind === 'declare') return [];
  return warningAbout('UNKNOWN_GOODS', 'Never recorded before; is a scan missing?', namesOf(movement, isNew));
}

/** What was known of goods before a movement, if it is more than that they are where it says. */
type StandingBefore = (goodsId: string) => Standing | undefined;

/** Goods for which the movement and the state before it cannot both be right. */
export function warnOfContradictions(movement: Movement, before: StandingBefore, customerOf: CustomerOf): Warning[] {
  const claim = {
    kind: movement.kind,
    occurredAt: movement.occurredAt,
    locationId: movement.place?.locationId ?? null,
    isPassedOn: movement.consignor !== null,
    customerOf,
  };
  const goodsByReason = new Map<string, Set<string>>();
  for (const [goodsId, state] of relevantStates(movement, before)) {
    const reason = contradictionOf(state, claim);
    if (reason) goodsByReason.set(reason, (goodsByReason.get(reason) ?? new Set()).add(goodsId));
  }
  return [...goodsByReason].flatMap(([reason, goods]) =>
    warningAbout(
      'CONTRADICTION',
      `${sentence(reason)}.`,
      namesOf(movement, (goodsId) => goods.has(goodsId)),
    ),
  );
}

/** Units that were said to be of another batch: of two that claim it, nobody can tell which recalls cover it. */
export function warnOfOtherBatches(movement: Movement, before: StandingBefore): Warning[] {
  const isOther = (goodsId: string, said: string | undefined) => {
    const batchId = before(goodsId)?.batchId ?? null;
    return batchId !== null && said !== undefined && said !== batchId;
  };
  const others = movement.goods.units.filter(({ unitId, batch }) => isOther(unitId, batch?.batchId));
  const ids = new Set(others.map(({ unitId }) => unitId));
  return warningAbout(
    'CONTRADICTION',
    'Was said to be of another batch before; until one of the two is corrected, it is cleared of no recall.',
    ids.size === 0 ? [] : namesOf(movement, (goodsId) => ids.has(goodsId)),
  );
}

/** A container that is packed into what is in it: one of the packings is wrong. */
export function warnOfCycle(movement: Movement, inThemselves: ReadonlySet<string>): Warning[] {
  const { container, assembly } = movement;
  const names = [
    ...(container && inThemselves.has(container.logisticUnitId) ? [`(00)${container.sscc}`] : []),
    ...(assembly && inThemselves.has(assembly.unitId) ? [`(01)${assembly.gtin}(21)${assembly.serial.text}`] : []),
  ];
  return warningAbout('CONTRADICTION', 'Is in itself now, through what is packed into it; a packing is wrong.', names);
}

/** More of a batch left a place than ever came: a receipt is missing, or a quantity is wrong. */
export function warnOfNegativeStock(movement: Movement, overdrawn: Overdrawn): Warning[] {
  const { place, goods } = movement;
  const isShort = (batchId: string) => overdrawn.get(place?.locationId ?? '')?.has(batchId) ?? false;
  if (overdrawn.size === 0 || goods.quantities.length === 0) return [];
  return warningAbout('CONTRADICTION', 'More of this left the place than came to it.', namesOf(movement, isShort));
}

/** By place, the batches of which more left than came. */
export type Overdrawn = ReadonlyMap<string, ReadonlySet<string>>;

/** What was declared first stands; the other is on record, and someone has to find out which is right. */
export function warnOfOtherDeclaration(
  { declaration }: Movement,
  declared: ReadonlyMap<string, StoredDeclaration>,
): Warning[] {
  const fields = declaration ? differencesOf(declared.get(declaration.batchId), declaration) : [];
  if (fields.length === 0) return [];
  const message = `The batch is declared with another ${fields.join(', ')}; what was said first stands.`;
  return [{ code: 'CONTRADICTION', message, goods: [], count: 1 }];
}

/** What a label says that nobody recorded: a recall of that batch would not find it in the logistic unit. */
export function warnOfLabels({ labels }: Movement, isOnRecord: (label: LabelContent) => boolean): Warning[] {
  const message =
    'Its SSCC is recorded; what its label says that it holds is not, and was not before. Record a pack with the label ' +
    'as its container, or declare of which batch the units in it are.';
  const unknown = labels.filter((label) => !isOnRecord(label)).map(asElementString);
  return warningAbout('LABEL_CONTENT_NOT_RECORDED', message, [...new Set(unknown)]);
}

/** As it can be given for the container of a pack. */
function asElementString({ sscc, gtin, batch, count }: LabelContent): string {
  return `(00)${sscc}(02)${gtin}(37)${count ?? ''}${batch ? `(10)${batch.number.text}` : ''}`;
}

export function warnOfFuture(movement: Movement, now: Date): Warning[] {
  if (movement.occurredAt.getTime() - now.getTime() <= CLOCK_TOLERANCE_MS) return [];
  return [{ code: 'FUTURE', message: 'Lies in the future; it is in effect from then on.', goods: [], count: 0 }];
}

function relevantStates(movement: Movement, before: StandingBefore): [string, Standing][] {
  const { units, logisticUnits } = movement.goods;
  const ids = [...units.map(({ unitId }) => unitId), ...logisticUnits.map(({ logisticUnitId }) => logisticUnitId)];
  return ids.flatMap((goodsId): [string, Standing][] => {
    const state = before(goodsId);
    return state ? [[goodsId, state]] : [];
  });
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** A warning about some goods of a movement; none when there are none. */
export function warningAbout(code: Warning['code'], message: string, names: readonly string[]): Warning[] {
  return names.length === 0 ? [] : [{ code, message, goods: names.slice(0, MOST_NAMED), count: names.length }];
}

export function namesOf(movement: Movement, isMeant: (goodsId: string) => boolean): string[] {
  const { units, logisticUnits, quantities } = movement.goods;
  return [
    ...units.flatMap(({ unitId, gtin, serial }) => (isMeant(unitId) ? `(01)${gtin}(21)${serial.text}` : [])),
    ...logisticUnits.flatMap(({ logisticUnitId, sscc }) => (isMeant(logisticUnitId) ? `(00)${sscc}` : [])),
    ...quantities.flatMap(({ batch }) => (isMeant(batch.batchId) ? `(01)${batch.gtin}(10)${batch.number.text}` : [])),
  ];
}
