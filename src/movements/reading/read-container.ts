import { parseSscc, readScan } from '../../gs1/index.js';
import { logisticUnitId } from '../../products/index.js';
import type { LabelContent, MovedQuantity, Movement } from '../movement.js';
import type { Problems } from '../problem.js';
import { contentOnLabel, quantityOnLabel, unitOnLabel } from './read-goods.js';

/** What goods are put into or taken out of, and what its label says that it holds. */
export interface ReadContainer extends Pick<Movement, 'container' | 'assembly'> {
  /** A pallet's label can say which batch it holds and how many (AI 02, 37 and 10). */
  readonly content: MovedQuantity | null;
  readonly label: LabelContent | null;
}

const NONE: ReadContainer = { container: null, assembly: null, content: null, label: null };

/** An SSCC, or a code as it was scanned: of a logistic unit, or of a serialised unit that goods become part of. */
export function readContainer(text: string | null | undefined, problems: Problems): ReadContainer {
  if (text == null) return NONE;
  if (/^\s*\d*\s*$/.test(text)) {
    const sscc = problems.take(parseSscc(text), 'container');
    return sscc ? { ...NONE, container: { logisticUnitId: logisticUnitId(sscc), sscc } } : NONE;
  }
  const [scan] = readScan(text);
  if (scan.kind === 'unit') return { ...NONE, assembly: unitOnLabel(scan) };
  if (scan.kind === 'logisticUnit') {
    const { sscc, content } = scan;
    return {
      ...NONE,
      container: { logisticUnitId: logisticUnitId(sscc), sscc },
      content: content?.kind === 'batch' ? quantityOnLabel(content, 'container', problems) : null,
      label: contentOnLabel(scan),
    };
  }
  if (scan.kind === 'invalid') {
    // Of a label it need not be the SSCC that is wrong.
    problems.add(scan.field === '00' ? 'INVALID_SSCC' : 'UNREADABLE_CODE', 'container', scan.reason);
  } else {
    problems.add('INVALID_SSCC', 'container', 'container is no SSCC, and no code of a logistic unit or of a unit.');
  }
  return NONE;
}
