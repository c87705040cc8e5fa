import { applicationIdentifier } from './application-identifier.js';
import { parseBatchNumber } from './batch-number.js';
import { calendarDate } from './calendar-date.js';
import type { Element } from './element.js';
import { parseGln } from './gln.js';
import { parseGtin } from './gtin.js';
import type { InvalidCode } from './invalid-code.js';
import { InvalidIdentifier } from './invalid-identifier.js';
import { flawOfMessage } from './message.rule.js';
import type {
  BatchScan,
  InvalidScan,
  LocationScan,
  LogisticUnitScan,
  Particulars,
  ProductScan,
  Scan,
  UnitScan,
} from './scan.js';
import { parseSerial } from './serial.js';
import { parseSscc } from './sscc.js';

/** Names that people look up as text: of an order, a consignment, a shipment. */
const REFERENCES = ['400', '401', '402'];

/** What a message of elements names. Two-digit years are read as seen from `thisYear`. */
export function scanOfElements(elements: readonly Element[], thisYear: number): Scan {
  const flaw = flawOfMessage(withCompanionLabel(elements));
  if (flaw) return invalidScan(flaw);
  const message = new Message(elements, thisYear);
  return (
    message.logisticUnit() ??
    message.unit() ??
    message.goods('01') ??
    message.goods('02') ??
    message.location('414') ??
    message.location('417') ??
    message.reference() ??
    message.nothingTraced()
  );
}

export function invalidScan({ fault, reason, ai }: InvalidCode): InvalidScan {
  return { kind: 'invalid', fault, reason, field: ai ?? undefined };
}

/**
 * A pallet's contents (AI 02 and 37) and its SSCC are often on two barcodes of one label, and then arrive one by one. The
 * rules are for all barcodes together, so the SSCC counts as present.
 */
function withCompanionLabel(elements: readonly Element[]): readonly Element[] {
  const has = (ai: string) => elements.some((element) => element.ai === ai);
  return has('02') && has('37') && !has('00') ? [...elements, { ai: '00', value: '' }] : elements;
}

/** Elements by identifier. Each method answers with what the message names, or undefined if it names no such thing. */
class Message {
  private readonly values: ReadonlyMap<string, string>;

  constructor(
    private readonly elements: readonly Element[],
    private readonly thisYear: number,
  ) {
    this.values = new Map(elements.map(({ ai, value }) => [ai, value]));
  }

  logisticUnit(): LogisticUnitScan | undefined {
    const sscc = this.read('00', parseSscc);
    return sscc && { kind: 'logisticUnit', sscc, content: this.goods('02') };
  }

  unit(): UnitScan | undefined {
    const gtin = this.read('01', parseGtin);
    const serial = this.read('21', parseSerial);
    return gtin && serial && { kind: 'unit', gtin, serial, batch: this.batch(), ...this.particulars() };
  }

  goods(gtinAi: '01' | '02'): BatchScan | ProductScan | undefined {
    const gtin = this.read(gtinAi, parseGtin);
    if (!gtin) return undefined;
    const batch = this.batch();
    return batch
      ? { kind: 'batch', gtin, batch, ...this.particulars() }
      : { kind: 'product', gtin, ...this.particulars() };
  }

  location(glnAi: '414' | '417'): LocationScan | undefined {
    const gln = this.read(glnAi, parseGln);
    return gln && { kind: 'location', gln, extension: this.values.get('254') };
  }

  reference(): Scan | undefined {
    const text = REFERENCES.map((ai) => this.values.get(ai)).find((value) => value !== undefined);
    return text === undefined ? undefined : { kind: 'text', text };
  }

  nothingTraced(): InvalidScan {
    const ai = this.elements[0]?.ai ?? '';
    const title = applicationIdentifier(ai)?.title ?? '';
    return {
      kind: 'invalid',
      fault: 'NOT_TRACED',
      reason: `AI (${ai}), ${title}, names nothing that is traced.`,
      field: ai,
    };
  }

  private batch() {
    return this.read('10', parseBatchNumber);
  }

  private particulars(): Particulars {
    const count = this.values.get('37') ?? this.values.get('30');
    return {
      count: count === undefined ? undefined : Number(count),
      kilograms: this.kilograms(),
      productionDate: this.date('11'),
      bestBefore: this.date('15'),
      expiryDate: this.date('17') ?? this.date('7003'),
    };
  }

  /** The last digit of AI 310n says how many of the value's digits are decimals. */
  private kilograms(): string | undefined {
    const weight = this.elements.find(({ ai }) => /^310\d$/.test(ai));
    if (!weight) return undefined;
    const decimals = Number(weight.ai.at(-1));
    const whole = weight.value.slice(0, 6 - decimals).replace(/^0+(?=\d)/, '');
    return decimals === 0 ? whole : `${whole}.${weight.value.slice(6 - decimals)}`;
  }

  private date(ai: string): string | undefined {
    const value = this.values.get(ai);
    return value === undefined ? undefined : calendarDate(value, this.thisYear);
  }

  private read<Name>(ai: string, parse: (text: string) => Name | InvalidIdentifier): Name | undefined {
    const value = this.values.get(ai);
    if (value === undefined) return undefined;
    const name = parse(value);
    return name instanceof InvalidIdentifier ? undefined : name;
  }
}
