import type { FoundGenealogy } from '../genealogy/genealogy.js';
import { chunksOf } from '../journeys/load-journeys.js';
import type { TracedRecipients } from '../recipients/trace-recipients.js';
import type { Traced } from '../scope.js';
import type { FoundPreview } from './found-preview.js';
import type { InquiryPart } from './inquiry-part.query.js';

/** Recipients stand in the order of their ids, all at one level. */
export function* partsOfRecipients({ recipients, traced }: TracedRecipients): Iterable<InquiryPart> {
  for (const recipient of recipients) {
    yield { kind: 'RECIPIENT', level: 0, id: recipient.customerId, part: JSON.stringify(recipient) };
  }
  yield* partsOfTraced(traced);
}

/** In the order of their levels, of which there is one for each kind of them, and ids. */
export function* partsOfPreview({ recipients, traced }: FoundPreview): Iterable<InquiryPart> {
  for (const { level, id, recipient } of recipients) {
    yield { kind: 'RECIPIENT', level, id, part: JSON.stringify(recipient) };
  }
  yield* partsOfTraced(traced);
}

export function* partsOfGenealogy({ makings, batches, traced }: FoundGenealogy): Iterable<InquiryPart> {
  for (const making of makings) {
    yield { kind: 'MAKING', level: making.level, id: making.id, part: JSON.stringify(making) };
  }
  for (const { level, id } of batches) yield { kind: 'BATCH', level, id, part: null };
  yield* partsOfTraced(traced);
}

/** Ids by the thousand, each group under its first. */
function* partsOfTraced({ batchIds, unitIds }: Traced): Iterable<InquiryPart> {
  for (const ids of chunksOf(batchIds)) yield traced(ids, { batchIds: ids, unitIds: [] });
  for (const ids of chunksOf(unitIds)) yield traced(ids, { batchIds: [], unitIds: ids });
}

function traced([first = '']: readonly string[], ids: Omit<Traced, 'truncated'>): InquiryPart {
  return { kind: 'TRACED', level: 0, id: first, part: JSON.stringify(ids) };
}

const MOST_PARTS = 5_000;
const MOST_CHARACTERS = 4_000_000;

/** As many parts as one statement carries: few where they are large. A making may name tens of thousands of units. */
export function* groupsOfParts(parts: Iterable<InquiryPart>): Iterable<InquiryPart[]> {
  let group: InquiryPart[] = [];
  let characters = 0;
  for (const one of parts) {
    const length = one.part?.length ?? 0;
    if (group.length === MOST_PARTS || (group.length > 0 && characters + length > MOST_CHARACTERS)) {
      yield group;
      group = [];
      characters = 0;
    }
    group.push(one);
    characters += length;
  }
  if (group.length > 0) yield group;
}
