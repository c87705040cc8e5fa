import { baseUnitOf, Decimal, inBaseUnit } from '../../gs1/index.js';
import type { FoundGap, GapKind } from '../../gaps/index.js';

/** What of a batch went on its way, and arrived, under one order or shipment number; or under none. */
export interface TransitFlow {
  readonly batchId: string;
  /** Null when the movements name none. */
  readonly reference: string | null;
  /** One for all flows of a batch in units of one dimension. */
  readonly uom: string;
  /** Exact decimals. */
  readonly shipped: string;
  /** Of `shipped`, what is on its way for so long that it should have arrived. */
  readonly due: string;
  readonly arrived: string;
  /** The same, what was scanned twice counted twice. */
  readonly scanned: string;
  /** The most that had ever arrived, by all scans, beyond what had been shipped by then; one for all that is compared together. */
  readonly early: string;
  /** Whether all that arrived was recorded as delivered, and nothing as received. */
  readonly onlyDelivered: boolean;
  readonly firstShippedAt: Date | null;
  readonly lastArrivedAt: Date | null;
}

/** A place or container at which less than nothing is left of a batch. */
export interface Shortage {
  readonly batchId: string;
  readonly locationId: string | null;
  readonly containerId: string | null;
  readonly uom: string;
  /** Below zero. */
  readonly stock: string;
  readonly since: Date;
}

/**
 * Of goods counted by quantity, what arrived is what was shipped. They are compared by order or shipment number where both
 * sides name it. A number that only one side names tells nothing, so what is left is compared together.
 */
export function quantityGaps(flows: readonly TransitFlow[]): FoundGap[] {
  const isTwoSided = ({ reference, shipped, arrived }: TransitFlow) =>
    reference !== null && !new Decimal(shipped).isZero() && !new Decimal(arrived).isZero();
  const rest = new Map<string, TransitFlow>();
  for (const flow of flows.filter((one) => !isTwoSided(one))) {
    const key = `${flow.batchId} ${flow.uom}`;
    const others = rest.get(key);
    rest.set(key, others ? add(others, flow) : { ...flow, reference: null });
  }
  return [...flows.filter(isTwoSided), ...rest.values()].flatMap(gapsOfFlow);
}

function gapsOfFlow(flow: TransitFlow): FoundGap[] {
  const { lastArrivedAt, uom } = flow;
  const early = arrivedBeforeShipped(flow);
  if (early.isZero() || !lastArrivedAt) return gapOfSums(flow);
  const kind = arrivedUnshipped(flow);
  const how = `Arrived before it was shipped, so that it is something else: ${early.toFixed()} ${uom}${under(flow)}.`;
  const others = { ...flow, arrived: new Decimal(flow.arrived).minus(early).toFixed() };
  return [gapOfBatch(flow, kind, lastArrivedAt, how), ...gapOfSums(others)];
}

/** Zero where it is no more than arrived in all beyond what was shipped in all, which the sums tell. */
function arrivedBeforeShipped({ shipped, arrived, scanned, early }: TransitFlow): Decimal {
  const scannedAgain = new Decimal(scanned).minus(arrived);
  const unshipped = new Decimal(early).minus(scannedAgain);
  return unshipped.greaterThan(0) && unshipped.greaterThan(new Decimal(arrived).minus(shipped))
    ? unshipped
    : new Decimal(0);
}

const arrivedUnshipped = ({ onlyDelivered }: TransitFlow) =>
  onlyDelivered ? 'DELIVERED_WITHOUT_SHIPMENT' : 'RECEIVED_NEVER_SHIPPED';

const under = ({ reference }: TransitFlow) => (reference === null ? '' : ` under ${reference}`);

function gapOfSums(flow: TransitFlow): FoundGap[] {
  const { shipped, due, arrived, uom, firstShippedAt, lastArrivedAt } = flow;
  const partly = due === shipped ? '' : `, of which ${due} ${uom} should have arrived`;
  const numbers = (isDue: string) => `${shipped} ${uom} shipped${under(flow)}${isDue}, ${arrived} ${uom} arrived`;
  if (new Decimal(arrived).greaterThan(shipped) && lastArrivedAt) {
    if (!new Decimal(shipped).isZero()) {
      const what = `More arrived than was shipped: ${numbers('')}.`;
      return [inNotOut(flow, lastArrivedAt, what, { arrived, of: shipped })];
    }
    return [gapOfBatch(flow, arrivedUnshipped(flow), lastArrivedAt, `Arrived, and was never shipped: ${numbers('')}.`)];
  }
  if (new Decimal(arrived).lessThan(due) && firstShippedAt) {
    const what = `Less arrived than was shipped, and it is overdue: ${numbers(partly)}.`;
    if (new Decimal(arrived).isZero()) return [gapOfBatch(flow, 'SHIPPED_NEVER_RECEIVED', firstShippedAt, what)];
    return [inNotOut(flow, firstShippedAt, what, { arrived, of: due })];
  }
  return [];
}

interface InAndOut {
  readonly arrived: string;
  /** Of how much. */
  readonly of: string;
}

function inNotOut(flow: TransitFlow, since: Date, explanation: string, { arrived, of }: InAndOut): FoundGap {
  const { quantity } = inBaseUnit({ quantity: new Decimal(arrived).minus(of).toFixed(), uom: flow.uom });
  const difference = new Decimal(quantity).toFixed();
  return { ...gapOfBatch(flow, 'QUANTITY_IN_NOT_OUT', since, explanation), difference };
}

function gapOfBatch(
  { batchId, uom, reference }: TransitFlow,
  kind: GapKind,
  since: Date,
  explanation: string,
): FoundGap {
  return { ...OF_BATCH, kind, goodsId: batchId, mark: `${baseUnitOf(uom)} ${reference ?? ''}`, since, explanation };
}

const OF_BATCH = { goodsKind: 'BATCH', movementId: null, locationId: null, carrierId: null } as const;

function add(a: TransitFlow, b: TransitFlow): TransitFlow {
  return {
    ...a,
    shipped: sumOf(a.shipped, b.shipped),
    due: sumOf(a.due, b.due),
    arrived: sumOf(a.arrived, b.arrived),
    scanned: sumOf(a.scanned, b.scanned),
    early: Decimal.min(a.early, b.early).toFixed(),
    onlyDelivered: a.onlyDelivered && b.onlyDelivered,
    firstShippedAt: earlier(a.firstShippedAt, b.firstShippedAt),
    lastArrivedAt: later(a.lastArrivedAt, b.lastArrivedAt),
  };
}

const sumOf = (a: string, b: string) => new Decimal(a).plus(b).toFixed();
const earlier = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));
const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b));

/** A receipt is missing, or a quantity is wrong. It is recorded all the same (`architecture.md` 2.11). */
export function negativeStock({ batchId, locationId, containerId, uom, stock, since }: Shortage): FoundGap {
  const missing = new Decimal(stock).negated().toFixed();
  const from = containerId === null ? 'left the place than came to it' : 'was taken out of a container than was put in';
  return {
    ...OF_BATCH,
    kind: 'NEGATIVE_STOCK',
    goodsId: batchId,
    mark: `${containerId ?? locationId ?? ''} ${baseUnitOf(uom)}`,
    locationId,
    since,
    explanation: `${missing} ${uom} more ${from}.`,
  };
}
