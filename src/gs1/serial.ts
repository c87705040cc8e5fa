import { parseFreeText, type FreeText } from './free-text.js';
import { InvalidIdentifier } from './invalid-identifier.js';

/** The serial number of a unit (AI 21). Letter case and leading zeros count. */
export interface Serial extends FreeText {
  readonly kind: 'serial';
}

export function parseSerial(text: string): Serial | InvalidIdentifier {
  const parsed = parseFreeText('serial number', text);
  return parsed instanceof InvalidIdentifier ? parsed : { kind: 'serial', ...parsed };
}
