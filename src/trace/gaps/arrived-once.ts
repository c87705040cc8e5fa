import { Decimal } from '../../gs1/index.js';
import { groupsOf } from '../../platform/groups-of.js';
import { add, scannedTwice } from '../whereabouts/scanned-twice.rule.js';

/** What of a batch arrived under one order or shipment number, or under none, in base units. */
interface ArrivedFlow {
  readonly batchId: string;
  readonly reference: string | null;
  readonly baseUom: string;
  readonly shipped: string;
  readonly arrived: string;
}

/** What was handed over to a customer, or received by them at a site of theirs, in base units. */
export interface ArrivalAtCustomer {
  readonly batchId: string;
  readonly reference: string | null;
  readonly baseUom: string;
  readonly customerId: string;
  /** Of the customer; null when the movement names none of theirs. */
  readonly siteId: string | null;
  readonly isReceived: boolean;
  /** What another customer handed over at once was on no way, so it is in no flow. */
  readonly wasOnTheWay: boolean;
  readonly quantity: string;
}

/**
 * The flows, with what arrived at a customer by two scans counted once. These may name different numbers: it is left out first
 * where more arrived than was shipped.
 */
export function arrivedOnce<Flow extends ArrivedFlow>(
  flows: readonly Flow[],
  arrivals: readonly ArrivalAtCustomer[],
): Flow[] {
  const customersByGoods = groupsOf(groupsOf(arrivals, keyOfCustomer).values(), ([first]) => keyOfGoods(first));
  return [...groupsOf(flows, keyOfGoods)].flatMap(([key, ofGoods]) => {
    const arrived = new Map(ofGoods.map((flow) => [flow, new Decimal(flow.arrived)]));
    for (const ofCustomer of customersByGoods.get(key) ?? []) leaveOut(arrived, ofCustomer);
    return [...arrived].map(([flow, quantity]) => ({ ...flow, arrived: quantity.toFixed() }));
  });
}

const keyOfGoods = ({ batchId, baseUom }: ArrivedFlow | ArrivalAtCustomer) => `${batchId} ${baseUom}`;
const keyOfCustomer = (arrival: ArrivalAtCustomer) => `${keyOfGoods(arrival)} ${arrival.customerId}`;

function leaveOut(arrived: Map<ArrivedFlow, Decimal>, ofCustomer: readonly ArrivalAtCustomer[]): void {
  const theirs = sumsOf(
    ofCustomer.filter(({ wasOnTheWay }) => wasOnTheWay),
    ({ reference }) => reference,
  );
  let twice = toldTwice(ofCustomer);
  for (const most of [excessOf, allOf]) {
    for (const [flow, quantity] of arrived) {
      const less = Decimal.min(twice, theirs.get(flow.reference) ?? 0, most(flow, quantity));
      arrived.set(flow, quantity.minus(less));
      add(theirs, flow.reference, less.negated());
      twice = twice.minus(less);
    }
  }
}

const excessOf = ({ shipped }: ArrivedFlow, arrived: Decimal) => Decimal.max(arrived.minus(shipped), 0);
const allOf = (_: ArrivedFlow, arrived: Decimal) => arrived;

function toldTwice(ofCustomer: readonly ArrivalAtCustomer[]): Decimal {
  const bySite = (wanted: boolean) =>
    sumsOf(
      ofCustomer.filter(({ isReceived }) => isReceived === wanted),
      ({ siteId }) => siteId,
    );
  const { received } = scannedTwice(bySite(false), bySite(true));
  return [...received.values()].reduce((sum, quantity) => sum.plus(quantity), new Decimal(0));
}

function sumsOf<Key>(
  arrivals: readonly ArrivalAtCustomer[],
  keyOf: (arrival: ArrivalAtCustomer) => Key,
): Map<Key, Decimal> {
  const sums = new Map<Key, Decimal>();
  for (const arrival of arrivals) add(sums, keyOf(arrival), new Decimal(arrival.quantity));
  return sums;
}
