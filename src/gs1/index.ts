export { parseBatchNumber, type BatchNumber } from './batch-number.js';
export { batchKey, locationKey, logisticUnitKey, productKey, unitKey } from './canonical-key.js';
export { checkDigit, hasValidCheckDigit, withCheckDigit } from './check-digit.js';
export { makeGln, parseGln, type Gln } from './gln.js';
export { makeGtin, parseGtin, type Gtin } from './gtin.js';
export { readScan } from './read-scan.js';
export type {
  BatchScan,
  InvalidScan,
  LocationScan,
  LogisticUnitScan,
  Particulars,
  ProductScan,
  Scan,
  TextScan,
  UnitScan,
} from './scan.js';
export { InvalidIdentifier } from './invalid-identifier.js';
export { parseSerial, type Serial } from './serial.js';
export { makeSscc, parseSscc, type Sscc } from './sscc.js';
export { parseSyntaxDictionary } from './syntax-dictionary.js';
