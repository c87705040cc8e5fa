import type { BatchNumber } from './batch-number.js';
import type { Gln } from './gln.js';
import type { Gtin } from './gtin.js';
import type { Serial } from './serial.js';
import type { Sscc } from './sscc.js';

/** What a code may say about goods besides naming them. */
export interface Particulars {
  /** Pieces: AI 30, or AI 37 for what a logistic unit holds. */
  readonly count: number | undefined;
  /** Net weight (AI 310n), an exact decimal. */
  readonly kilograms: string | undefined;
  /** Days as `YYYY-MM-DD`: AI 11, AI 15, and AI 17 or 7003. */
  readonly productionDate: string | undefined;
  readonly bestBefore: string | undefined;
  readonly expiryDate: string | undefined;
}

export interface UnitScan extends Particulars {
  readonly kind: 'unit';
  readonly gtin: Gtin;
  readonly serial: Serial;
  readonly batch: BatchNumber | undefined;
}

export interface BatchScan extends Particulars {
  readonly kind: 'batch';
  readonly gtin: Gtin;
  readonly batch: BatchNumber;
}

export interface ProductScan extends Particulars {
  readonly kind: 'product';
  readonly gtin: Gtin;
}

export interface LogisticUnitScan {
  readonly kind: 'logisticUnit';
  readonly sscc: Sscc;
  /** What its label says it holds (AI 02 and 37), where it says so. */
  readonly content: BatchScan | ProductScan | undefined;
}

export interface LocationScan {
  readonly kind: 'location';
  readonly gln: Gln;
  /** A place within the location (AI 254). */
  readonly extension: string | undefined;
}

/** Something's name that does not say of what: a serial, batch, order or shipment number. */
interface TextScan {
  readonly kind: 'text';
  readonly text: string;
}

/** Meant as a GS1 code, but wrong. */
export interface InvalidScan {
  readonly kind: 'invalid';
  /** For programs: `INCORRECT_CHECK_DIGIT`. */
  readonly fault: string;
  readonly reason: string;
  /** The application identifier that is wrong, where it is one. */
  readonly field: string | undefined;
}

export type Scan = UnitScan | BatchScan | ProductScan | LogisticUnitScan | LocationScan | TextScan | InvalidScan;
