export { parseBatchNumber, type BatchNumber } from './batch-number.js';
export { calendarDate } from './calendar-date.js';
export { batchKey, locationKey, logisticUnitKey, productKey, unitKey } from './canonical-key.js';
export { checkDigit, hasValidCheckDigit, withCheckDigit } from './check-digit.js';
export { parseDigitalLink } from './digital-link.js';
export { parseBracketed, parseElementString, writeBracketed, writeElementString } from './element-string.js';
export type { Element } from './element.js';
export { parseEpcUrn } from './epc-urn.js';
export { makeGln, parseGln, type Gln } from './gln.js';
export { makeGtin, parseGtin, type Gtin } from './gtin.js';
export { InvalidCode } from './invalid-code.js';
export { InvalidIdentifier } from './invalid-identifier.js';
export { flawOfMessage } from './message.rule.js';
export { readScan } from './read-scan.js';
export type { BatchScan, LogisticUnitScan, ProductScan, Scan, UnitScan } from './scan.js';
export { parseSerial, type Serial } from './serial.js';
export { Decimal } from './decimal.js';
export { countSerials, serialsOf } from './serial-range.js';
export { makeSscc, parseSscc, type Sscc } from './sscc.js';
export { parseSyntaxDictionary } from './syntax-dictionary.js';
export { writeDigitalLink } from './write-digital-link.js';
export { writeEpcUrn } from './write-epc-urn.js';
export {
  type Amount,
  baseUnitOf,
  fromBaseUnit,
  hasPartOfThing,
  inBaseUnit,
  isUnitOfGoods,
  NO_UNIT_OF_GOODS,
  PIECE,
  UNITS_TO_CONVERT,
} from './unit-of-measure.js';
