import type { Fact, NoticeDraft } from './draft-notice.js';
import { wrap } from './wrap.js';

/** The part for those who read mail as plain text, or have it read to them. */
export function noticeText(draft: NoticeDraft): string {
  const { answer } = draft;
  const blocks = [
    [...draft.marks.map((mark) => `*** ${mark} ***`), draft.headline.toUpperCase(), draft.company].join('\n'),
    factLines(draft.facts),
    wrap(draft.greeting),
    ...draft.opening.map((paragraph) => wrap(paragraph)),
    ...(draft.warning ? [wrap(`>>> ${draft.warning}`, '    ')] : []),
    heading(draft.productsHeading),
    ...draft.products.map(({ name, facts }) => `${wrap(name)}\n${factLines(facts, '  ')}`),
    ...draft.sections.flatMap((section) => [
      heading(section.heading),
      ...section.paragraphs.map((paragraph) => wrap(paragraph)),
    ]),
    ...(draft.passOn ? [wrap(draft.passOn)] : []),
    ...(answer
      ? [
          heading(answer.heading),
          ...answer.paragraphs.map((paragraph) => wrap(paragraph)),
          answer.url,
          wrap(answer.personal),
        ]
      : []),
    ...(draft.contacts.length > 0
      ? [heading(draft.contactHeading), draft.contacts.map(({ label, value }) => `${label}: ${value}`).join('\n')]
      : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function heading(text: string): string {
  return `${text}\n${'-'.repeat(Array.from(text).length)}`;
}

function factLines(facts: readonly Fact[], indent = ''): string {
  return facts
    .map(({ label, values }) =>
      values.length === 1
        ? wrap(`${indent}${label}: ${values[0] ?? ''}`, `${indent}  `)
        : [`${indent}${label}:`, ...values.map((value) => wrap(`${indent}  ${value}`, `${indent}    `))].join('\n'),
    )
    .join('\n');
}
