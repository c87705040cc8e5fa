import { createHash } from 'node:crypto';

import type { RecallContent } from '../recall.js';
import { wavesOf } from '../waves.rule.js';

/** Raised when what is hashed, or how it is written, changes: an approval given before then no longer fits. */
const FORMAT = 1;

/**
 * Names what an approval binds (`architecture.md` 2.14): the rule, the texts, the waves, the contact, and up to when the
 * ledger was read to show whom it reaches. Every part is written out in a fixed order, since the database does not keep one.
 */
export function approvalHash(content: RecallContent, knownThrough: Date | null): string {
  const { scope, texts } = content;
  const bound = [
    FORMAT,
    [content.kind, content.recallClass, content.title],
    scope.batches.map(({ gtin, number }) => [gtin, number]),
    scope.serials.map(({ gtin, serial }) => [gtin, serial]),
    scope.ranges.map(({ gtin, from, to }) => [gtin, from, to]),
    ...(scope.onlyNamed ? ['ONLY_NAMED'] : []),
    texts.map(({ language, reason, hazard, whatToDo, remedy }) => [language, reason, hazard, whatToDo, remedy]),
    [content.contactPhone, content.contactEmail],
    [wavesOf(content.kind), content.answerWithinDays],
    knownThrough?.toISOString() ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(bound)).digest('hex');
}
