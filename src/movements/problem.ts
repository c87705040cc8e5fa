import { InvalidIdentifier } from '../gs1/index.js';

/** One thing wrong with one field of an item: a stable code for programs, a sentence for people. */
export interface Problem {
  readonly code: ProblemCode;
  /** The path of the field inside the item, such as `goods.serials[0].serials[4]`. */
  readonly field: string;
  readonly message: string;
}

export type ProblemCode =
  | 'MISSING_FIELD'
  | 'UNKNOWN_KIND'
  | 'INVALID_TEXT'
  | 'INVALID_TIME'
  | 'FUTURE_TIME'
  | 'INVALID_GTIN'
  | 'INVALID_SSCC'
  | 'INVALID_GLN'
  | 'INVALID_SERIAL'
  | 'INVALID_BATCH'
  | 'INVALID_QUANTITY'
  | 'INVALID_UNIT_OF_MEASURE'
  | 'INVALID_DATE'
  | 'INVALID_RANGE'
  | 'UNREADABLE_CODE'
  | 'NO_GOODS'
  | 'TOO_MANY_GOODS'
  | 'REPEATED_GOODS'
  | 'NOT_OF_THIS_KIND'
  | 'INVALID_DECLARATION'
  | 'PACKED_INTO_ITSELF'
  | 'CONSIGNED_TO_ITSELF'
  | 'OTHER_SITE'
  | 'SAME_ID'
  | 'GIVEN_TWICE'
  | 'UNKNOWN_MOVEMENT';

const OF_KIND: Readonly<Record<string, ProblemCode>> = {
  GTIN: 'INVALID_GTIN',
  SSCC: 'INVALID_SSCC',
  GLN: 'INVALID_GLN',
};

/** Collects what is wrong with one item, so that its sender learns of everything at once. */
export class Problems {
  private readonly found: Problem[] = [];

  /** Beyond this, one more line helps nobody. */
  static readonly MOST = 100;

  add(code: ProblemCode, field: string, message: string): null {
    if (this.found.length < Problems.MOST) this.found.push({ code, field, message });
    return null;
  }

  /** The identifier, or null and a line on what is wrong with it. */
  take<Identifier>(parsed: Identifier | InvalidIdentifier, field: string, code?: ProblemCode): Identifier | null {
    if (!(parsed instanceof InvalidIdentifier)) return parsed;
    return this.add(code ?? OF_KIND[parsed.kind] ?? 'INVALID_TEXT', field, `${parsed.toString()}.`);
  }

  get list(): readonly Problem[] {
    return this.found;
  }
}
