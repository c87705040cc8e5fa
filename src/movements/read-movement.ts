import { parseGln, parseSscc } from '../gs1/index.js';
import { carrierId, customerId, locationId } from '../parties/index.js';
import { logisticUnitId } from '../products/index.js';
import { BOUNDS } from '../platform/graphql/bounds.js';
import { InvalidText, readLine } from '../platform/text.js';
import { fingerprintOf } from './fingerprint.js';
import { movementId } from './movement-id.js';
import { isRecordedKind, RECORDED_KINDS, REQUIRED_FIELDS, type RecordedKind } from './movement-kind.rule.js';
import type { MovementItem } from './movement-item.js';
import { type Movement, type NamedPlace, sizeOf } from './movement.js';
import { readOccurredAt } from './occurred-at.js';
import { type Problem, Problems } from './problem.js';
import { readGoods } from './read-goods.js';

const LONGEST_ID = 200;
const LONGEST_REFERENCE = 60;
const NEEDS_PLACE_FOR_QUANTITIES: ReadonlySet<RecordedKind> = new Set(['pack', 'unpack', 'destroy']);

export type ReadMovement =
  | { readonly movement: Movement; readonly problems: null }
  | { readonly movement: null; readonly problems: readonly Problem[] };

/** The door: text becomes a movement, or every reason why it cannot. Nothing is looked up. */
export function readMovement(input: MovementItem, sourceId: string, now: Date): ReadMovement {
  const problems = new Problems();
  const kind = readKind(input.kind, problems);
  const time = readOccurredAt(input.occurredAt, now, problems);
  const place = readPlace(input.place, 'place', problems);
  const destination = readPlace(input.destination, 'destination', problems);
  const carrierCode = readText(input.carrier, 'carrier', LONGEST_REFERENCE, problems);
  const customerNumber = readText(input.consignee, 'consignee', LONGEST_REFERENCE, problems);
  const container = readContainer(input.container, problems);
  const goods = readGoods(input.goods, problems);
  const given = {
    sourceRef: readText(input.id, 'id', LONGEST_ID, problems),
    orderRef: readText(input.order, 'order', LONGEST_REFERENCE, problems),
    shipmentRef: readText(input.shipment, 'shipment', LONGEST_REFERENCE, problems),
    device: readText(input.device, 'device', LONGEST_REFERENCE, problems),
  };
  if (kind) requireFields(kind, input, problems);
  if (kind && goods.quantities.length > 0) requirePlaceOfQuantities(kind, input, problems);
  checkGoods(goods, container, problems);
  if (!kind || !time || problems.list.length > 0) return { movement: null, problems: problems.list };

  const content = {
    kind,
    sequence: input.sequence ?? 0,
    occurredAt: time.at,
    place,
    destination,
    carrier: carrierCode === null ? null : { carrierId: carrierId(carrierCode), code: carrierCode },
    consignee: customerNumber === null ? null : { customerId: customerId(customerNumber), number: customerNumber },
    container,
    orderRef: given.orderRef,
    shipmentRef: given.shipmentRef,
    goods,
    declaration: null,
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
      ...content,
    },
    problems: null,
  };
}

function readKind(text: string, problems: Problems): RecordedKind | null {
  const kind = text.trim().toLowerCase();
  if (isRecordedKind(kind)) return kind;
  return problems.add('UNKNOWN_KIND', 'kind', `must be one of ${RECORDED_KINDS.join(', ')}.`);
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

function readContainer(text: string | null | undefined, problems: Problems): Movement['container'] {
  if (text == null) return null;
  const sscc = problems.take(parseSscc(text), 'container');
  return sscc && { logisticUnitId: logisticUnitId(sscc), sscc };
}

function readText(text: string | null | undefined, field: string, longest: number, problems: Problems): string | null {
  if (text == null) return null;
  const line = readLine(text, longest);
  return line instanceof InvalidText ? problems.add('INVALID_TEXT', field, `${field} ${line.reason}.`) : line;
}

function requireFields(kind: RecordedKind, input: MovementItem, problems: Problems): void {
  for (const oneOf of REQUIRED_FIELDS[kind]) {
    if (oneOf.every((field) => input[field] == null)) {
      const [first] = oneOf;
      problems.add('MISSING_FIELD', first ?? '', `A movement of kind ${kind} needs ${oneOf.join(' or ')}.`);
    }
  }
}

/** A unit is found by its number wherever it was; a quantity is taken from somewhere, or it is nobody's. */
function requirePlaceOfQuantities(kind: RecordedKind, input: MovementItem, problems: Problems): void {
  if (input.place != null || !NEEDS_PLACE_FOR_QUANTITIES.has(kind)) return;
  problems.add('MISSING_FIELD', 'place', `A movement of kind ${kind} needs place when it names quantities.`);
}

function checkGoods(goods: Movement['goods'], container: Movement['container'], problems: Problems): void {
  const size = sizeOf(goods);
  if (size === 0 && problems.list.length === 0) problems.add('NO_GOODS', 'goods', 'names no goods.');
  if (size > BOUNDS.goodsOfARequest) {
    problems.add('TOO_MANY_GOODS', 'goods', `names ${size} goods; at most ${BOUNDS.goodsOfARequest} are allowed.`);
  }
  if (container && goods.logisticUnits.some((unit) => unit.logisticUnitId === container.logisticUnitId)) {
    problems.add('PACKED_INTO_ITSELF', 'goods', `SSCC ${container.sscc} cannot be packed into or out of itself.`);
  }
}
