import { parseFreeText, type FreeText } from './free-text.js';
import { InvalidIdentifier } from './invalid-identifier.js';

/** The number of a batch (AI 10), unique within its product. Letter case and leading zeros count. */
export interface BatchNumber extends FreeText {
  readonly kind: 'batchNumber';
}

export function parseBatchNumber(text: string): BatchNumber | InvalidIdentifier {
  const parsed = parseFreeText('batch number', text);
  return parsed instanceof InvalidIdentifier ? parsed : { kind: 'batchNumber', ...parsed };
}
