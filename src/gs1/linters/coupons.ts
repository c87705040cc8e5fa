import { yymmdd } from './dates.js';
import { gcppos1 } from './keys.js';
import { isDigits, NON_DIGIT, type Linter } from './linter.js';

/*
 * North American coupons (AI 8110 and 8112) are strings of digits in which a digit, the VLI, tells how long the field
 * after it is. A cursor walks along; the first field that does not fit ends the walk with the fault's name.
 *
 * GS1 US, "North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols".
 */

/** A field that does not fit; it never leaves this file. */
class CouponFault extends Error {}

class Cursor {
  private position = 0;

  constructor(private readonly text: string) {}

  /** One digit out of those allowed. */
  digit(allowed: string, missing: string, invalid: string): string {
    const digit = this.text.charAt(this.position);
    if (digit === '') throw new CouponFault(missing);
    if (!allowed.includes(digit)) throw new CouponFault(invalid);
    this.position++;
    return digit;
  }

  take(length: number, truncated: string): string {
    const field = this.text.slice(this.position, this.position + length);
    if (field.length < length) throw new CouponFault(truncated);
    this.position += length;
    return field;
  }

  /** Steps over the digit that opens an optional section, if that is what comes next. */
  opens(section: string): boolean {
    if (this.text.charAt(this.position) !== section) return false;
    this.position++;
    return true;
  }

  end(): void {
    if (this.position < this.text.length) throw new CouponFault('COUPON_EXCESS_DATA');
  }
}

const walk =
  (read: (cursor: Cursor) => void): Linter =>
  (text) => {
    if (!isDigits(text)) return NON_DIGIT;
    try {
      const cursor = new Cursor(text);
      read(cursor);
      cursor.end();
      return null;
    } catch (fault) {
      if (fault instanceof CouponFault) return fault.message;
      throw fault;
    }
  };

/** A field after its VLI, which counts from `shortest`. */
function sized(cursor: Cursor, name: string, allowed: string, shortest = 0): string {
  const vli = cursor.digit(allowed, `COUPON_MISSING_${name}_VLI`, `COUPON_INVALID_${name}_LENGTH`);
  return cursor.take(Number(vli) + shortest, `COUPON_TRUNCATED_${name}`);
}

function companyPrefix(cursor: Cursor, name: string, allowed: string): void {
  const fault = gcppos1(sized(cursor, name, allowed, 6));
  if (fault !== null) throw new CouponFault(fault);
}

/** How much must be bought: amount, unit of it, family of products. */
function purchase(cursor: Cursor, which: string): void {
  sized(cursor, `${which}_PURCHASE_REQUIREMENT`, '12345');
  const code = `${which}_PURCHASE_REQUIREMENT_CODE`;
  cursor.digit('012349', `COUPON_MISSING_${code}`, `COUPON_INVALID_${code}`);
  cursor.take(3, `COUPON_TRUNCATED_${which}_PURCHASE_FAMILY_CODE`);
}

/** Of whom the second or third item must be bought; `9` means of the same company as the first. */
function companyOfPurchase(cursor: Cursor, which: string): void {
  if (!cursor.opens('9')) companyPrefix(cursor, `${which}_PURCHASE_GCP`, '0123456');
}

function date(cursor: Cursor, tooShort: string, invalid: string): string {
  const day = cursor.take(6, tooShort);
  if (yymmdd(day) !== null) throw new CouponFault(invalid);
  return day;
}

function validity(cursor: Cursor): void {
  const expiry = cursor.opens('3')
    ? // Misspelt in GS1's own name for it.
      date(cursor, 'COUPON_TOO_SHORT_FOR_EXPIRATION_DATE', 'COUPON_INVALID_EXIPIRATION_DATE')
    : null;
  const start = cursor.opens('4') ? date(cursor, 'COUPON_TOO_SHORT_FOR_START_DATE', 'COUPON_INVALID_START_DATE') : null;
  if (expiry !== null && start !== null && start > expiry) throw new CouponFault('COUPON_EXPIRATION_BEFORE_START');
}

function miscellaneous(cursor: Cursor): void {
  cursor.digit('01256', 'COUPON_MISSING_SAVE_VALUE_CODE', 'COUPON_INVALID_SAVE_VALUE_CODE');
  const item = 'SAVE_VALUE_APPLIES_TO_ITEM';
  cursor.digit('012', `COUPON_MISSING_${item}`, `COUPON_INVALID_${item}`);
  cursor.take(1, 'COUPON_MISSING_STORE_COUPON_FLAG');
  cursor.digit('01', 'COUPON_MISSING_DONT_MULTIPLY_FLAG', 'COUPON_INVALID_DONT_MULTIPLY_FLAG');
}

export const couponcode = walk((cursor) => {
  companyPrefix(cursor, 'GCP', '0123456');
  cursor.take(6, 'COUPON_TRUNCATED_OFFER_CODE');
  sized(cursor, 'SAVE_VALUE', '12345');
  purchase(cursor, '1ST');
  if (cursor.opens('1')) {
    const rules = 'ADDITIONAL_PURCHASE_RULES_CODE';
    cursor.digit('0123', `COUPON_MISSING_${rules}`, `COUPON_INVALID_${rules}`);
    purchase(cursor, '2ND');
    companyOfPurchase(cursor, '2ND');
  }
  if (cursor.opens('2')) {
    purchase(cursor, '3RD');
    companyOfPurchase(cursor, '3RD');
  }
  validity(cursor);
  if (cursor.opens('5')) sized(cursor, 'SERIAL_NUMBER', '0123456789', 6);
  if (cursor.opens('6')) companyPrefix(cursor, 'RETAILER_GCP_OR_GLN', '1234567');
  if (cursor.opens('9')) miscellaneous(cursor);
});

export const couponposoffer = walk((cursor) => {
  cursor.digit('01', 'COUPON_MISSING_FORMAT_CODE', 'COUPON_INVALID_FORMAT_CODE');
  companyPrefix(cursor, 'FUNDER', '0123456');
  cursor.take(6, 'COUPON_TRUNCATED_OFFER_CODE');
  sized(cursor, 'SERIAL_NUMBER', '0123456789', 6);
});
