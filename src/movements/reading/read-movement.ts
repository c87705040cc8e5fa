import { parseGln } from '../../gs1/index.js';
import { carrierId, customerId, locationId } from '../../parties/index.js';
import { BOUNDS } from '../../platform/graphql/bounds.js';
import { InvalidText, readLine } from '../../platform/text.js';
import { fingerprintOf } from '../fingerprint.js';
import { containerIdOf, idsOf, NO_GOODS, sizeOf } from '../goods.rule.js';
import type { Goods, LabelContent, MovedQuantity, Movement, NamedPlace } from '../movement.js';
import { movementId } from '../movement-id.js';
import type { BatchItem, MovementItem } from '../movement-item.js';
import { isMovementKind, MOVEMENT_KINDS, type MovementKind, REQUIRED_FIELDS } from '../movement-kind.rule.js';
import { type Problem, Problems } from '../problem.js';
import { checkGoodsOfKind } from './goods-of-kind.rule.js';
import { readOccurredAt } from './occurred-at.js';
import { type DeclaredBatch, readEveryBatchItem } from './read-batch-item.js';
import { readContainer } from './read-container.js';
import { readGoods } from './read-goods.js';

const LONGEST_ID = 200;
const LONGEST_REFERENCE = 60;
const NEEDS_PLACE_FOR_QUANTITIES: ReadonlySet<MovementKind> = new Set(['pack', 'unpack', 'destroy']);

export type ReadMovement =
  | { readonly movement: Movement; readonly problems: null }
  | { readonly movement: null; readonly problems: readonly Problem[] };

/** The door: text becomes a movement, or every reason why it cannot. Nothing is looked up. */
export function readMovement(input: MovementItem, sourceId: string, now: Date): ReadMovement {
  const problems = new Problems();
  const kind = readKind(input.kind, problems);
  const time = readOccurredAt(input.occurredAt, now, problems);
  const parties = readParties(input, problems);
  const { content: onLabel, label, ...inside } = readContainer(input.container, problems);
  const labels = label ? [label] : [];
  const named = readGoods(input.goods, { field: 'goods', signed: kind === 'adjust', labels }, problems);
  const goods = kind === 'pack' && onLabel ? withContent(named, onLabel) : named;
  if (kind === 'pack' && label?.batch === null && sizeOf(goods) === 0)
    problems.add('UNREADABLE_CODE', 'container', WITHOUT_BATCH);
  const outputs = input.outputs == null ? NO_GOODS : readGoods(input.outputs, { field: 'outputs', labels }, problems);
  const said = kind === 'declare' ? readDeclaration(input.batch, problems) : null;
  const given = {
    sourceRef: readText(input.id, 'id', LONGEST_ID, problems),
    orderRef: readText(input.order, 'order', LONGEST_REFERENCE, problems),
    shipmentRef: readText(input.shipment, 'shipment', LONGEST_REFERENCE, problems),
    device: readText(input.device, 'device', LONGEST_REFERENCE, problems),
  };
  if (kind) requireFields(kind, input, problems);
  if (kind && goods.quantities.length > 0) requirePlaceOfQuantities(kind, input, problems);
  checkSize(goods, outputs, problems);
  checkConsignor(kind, parties, problems);
  checkContainer(goods, inside, problems);
  if (kind) checkGoodsOfKind(kind, { goods, outputs }, input, problems);
  if (!kind || !time || problems.list.length > 0) return { movement: null, problems: problems.list };

  const content = {
    kind,
    sequence: input.sequence ?? 0,
    occurredAt: time.at,
    orderRef: given.orderRef,
    shipmentRef: given.shipmentRef,
    goods,
    outputs,
    declaration: said?.declaration ?? null,
    ...parties,
    ...inside,
  };
  const fingerprint = fingerprintOf(content);
  const sourceRef = given.sourceRef ?? `content:${fingerprint}`;
  return {
    // What is spread comes last: V8 takes 20 times as long to add to a copy of so many properties.
    movement: {
      movementId: movementId(sourceId, sourceRef),
      sourceRef,
      offsetMinutes: time.offsetMinutes,
      device: given.device,
      fingerprint,
      declaredBatch: said?.batch ?? null,
      labels: labels.filter((one) => one !== label || !isPacked(kind, one, goods)),
      ...content,
    },
    problems: null,
  };
}

function readParties(input: MovementItem, problems: Problems) {
  const place = readPlace(input.place, 'place', problems);
  const destination = readPlace(input.destination, 'destination', problems);
  const carrierCode = readText(input.carrier, 'carrier', LONGEST_REFERENCE, problems);
  return {
    place,
    destination,
    carrier: carrierCode === null ? null : { carrierId: carrierId(carrierCode), code: carrierCode },
    consignee: readCustomer(input.consignee, 'consignee', problems),
    consignor: readCustomer(input.consignor, 'consignor', problems),
  };
}

function readCustomer(text: string | null | undefined, field: 'consignee' | 'consignor', problems: Problems) {
  const number = readText(text, field, LONGEST_REFERENCE, problems);
  return number === null ? null : { customerId: customerId(number), number };
}

const WITHOUT_BATCH =
  'The label says what the container holds (AI 02 and 37) without its batch (AI 10); name what is packed in `goods`, or give a code with the batch.';

/**
 * What the container's label says that it holds is packed into it, unless the sender names the same batch, or units or logistic
 * units: the label counts what these hold, and nothing besides.
 */
function withContent(goods: Goods, content: MovedQuantity): Goods {
  const { units, logisticUnits, quantities } = goods;
  const isNamed = quantities.some(({ batch }) => batch.batchId === content.batch.batchId);
  return isNamed || units.length + logisticUnits.length > 0
    ? goods
    : { ...goods, quantities: [...quantities, content] };
}

/** A pack records what its container's label says, or what the sender says of the same batch. */
function isPacked(kind: MovementKind, label: LabelContent, { quantities }: Goods): boolean {
  return kind === 'pack' && quantities.some(({ batch }) => batch.batchId === label.batch?.batchId);
}

function readDeclaration(item: BatchItem | null | undefined, problems: Problems): DeclaredBatch | null {
  if (item == null) return null;
  const read = readEveryBatchItem(item);
  if ('id' in read) return read;
  for (const { field, message } of read) problems.add('INVALID_DECLARATION', `batch.${field}`, message);
  return null;
}

function readKind(text: string, problems: Problems): MovementKind | null {
  const kind = text.trim().toLowerCase();
  if (isMovementKind(kind)) return kind;
  return problems.add('UNKNOWN_KIND', 'kind', `kind must be one of ${MOVEMENT_KINDS.join(', ')}.`);
}

function readPlace(
  text: string | null | undefined,
  field: 'place' | 'destination',
  problems: Problems,
): NamedPlace | null {
  if (text == null) return null;
  const gln = problems.take(parseGln(text), field);
  return gln && { locationId: locationId(gln), gln };
}

function readText(text: string | null | undefined, field: string, longest: number, problems: Problems): string | null {
  if (text == null) return null;
  const line = readLine(text, longest);
  return line instanceof InvalidText ? problems.add('INVALID_TEXT', field, `${field} ${line.reason}.`) : line;
}

function requireFields(kind: MovementKind, input: MovementItem, problems: Problems): void {
  for (const oneOf of REQUIRED_FIELDS[kind]) {
    if (oneOf.every((field) => input[field] == null)) {
      const [first] = oneOf;
      problems.add('MISSING_FIELD', first ?? '', `A movement of kind ${kind} needs ${oneOf.join(' or ')}.`);
    }
  }
}

/** A unit is found by its number wherever it was; a quantity is taken from somewhere, or it is nobody's. */
function requirePlaceOfQuantities(kind: MovementKind, input: MovementItem, problems: Problems): void {
  if (input.place != null || !NEEDS_PLACE_FOR_QUANTITIES.has(kind)) return;
  problems.add('MISSING_FIELD', 'place', `A movement of kind ${kind} needs place when it names quantities.`);
}

/** Customers pass goods on to someone else, and do nothing else that we record. */
function checkConsignor(
  kind: MovementKind | null,
  { consignor, consignee }: Pick<Movement, 'consignor' | 'consignee'>,
  problems: Problems,
): void {
  if (!consignor) return;
  if (kind !== 'ship' && kind !== 'deliver') {
    problems.add('NOT_OF_THIS_KIND', 'consignor', 'Only a ship or deliver names a customer who passed goods on.');
  }
  if (consignor.customerId === consignee?.customerId) {
    problems.add('CONSIGNED_TO_ITSELF', 'consignor', 'Consignor and consignee are the same customer.');
  }
}

function checkSize(goods: Goods, outputs: Goods, problems: Problems): void {
  const size = sizeOf(goods) + sizeOf(outputs);
  if (size > BOUNDS.goodsOfARequest) {
    problems.add(
      'TOO_MANY_GOODS',
      'goods',
      `The movement names ${size} goods; at most ${BOUNDS.goodsOfARequest} are allowed.`,
    );
  }
}

function checkContainer(goods: Goods, inside: Pick<Movement, 'container' | 'assembly'>, problems: Problems): void {
  const containerId = containerIdOf(inside);
  if (containerId === null || !idsOf(goods).includes(containerId)) return;
  const name = inside.container ? `SSCC ${inside.container.sscc}` : 'The unit';
  problems.add('PACKED_INTO_ITSELF', 'goods', `${name} cannot be packed into or out of itself.`);
}
