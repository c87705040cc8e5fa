import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { LANGUAGES, type NoticeAudience, type NoticeKind, renderNotice } from '../../src/notifications/index.js';
import { wordsFor } from '../../src/notifications/words/words-for.js';
import { noticeContent } from './notice-content.js';

/** Every text of a language, by where it stands. Functions are called, so that they are compared by what they say. */
function textsOf(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const where = `${path}.${key}`;
    if (typeof value === 'function') return [[where, String((value as (...args: string[]) => unknown)('3', '4'))]];
    return typeof value === 'object' && value !== null ? textsOf(value, where) : [[where, String(value)]];
  });
}

test.each(LANGUAGES)('every text of the frame exists in %s', (language) => {
  const { words, fellBack } = wordsFor(language);
  const texts = textsOf(words);

  expect(fellBack).toBe(false);
  expect(texts.map(([where]) => where)).toEqual(textsOf(wordsFor('en').words).map(([where]) => where));
  for (const [where, text] of texts) expect([where, text.trim()]).not.toEqual([where, '']);
});

test.each(LANGUAGES.filter((language) => language !== 'en'))(
  'no sentence of the frame was left in English in %s',
  (language) => {
    const english = new Map(textsOf(wordsFor('en').words));

    const same = textsOf(wordsFor(language).words).filter(
      ([where, text]) => text.includes(' ') && english.get(where) === text,
    );

    expect(same).toEqual([]);
  },
);

test('a language without a frame gets English, and the caller is told', () => {
  expect(renderNotice(noticeContent(), 'fi')).toMatchObject({ language: 'en', fellBack: true });
  expect(renderNotice(noticeContent(), 'de-AT')).toMatchObject({ language: 'de', fellBack: false });
});

test('a notice says all that 21 CFR 7.49 asks, in text and in HTML', () => {
  const { text, html } = renderNotice(noticeContent(), 'en');
  const facts = [
    'Northwind Traders',
    'R-20260301-A1B2C3',
    '1 March 2026',
    'Chai',
    '09506000000015',
    '1997Q2',
    '10248-1-001 – 10248-1-012',
    '12 pieces',
    'Salmonella was found',
    'serious illness',
    'Send it back',
    'money back',
    '+49 30 123456',
    'recall@northwind.example',
    'https://recall.northwind.example/answer/abc',
    '8 March 2026',
    'tell your own customers',
  ];
  const flat = text.replaceAll(/\s+/g, ' ');
  for (const fact of facts) {
    expect(flat).toContain(fact);
    expect(html).toContain(fact);
  }
});

test('class I and II are marked urgent, class III and other kinds are not', () => {
  const subject = (kind: NoticeKind, recallClass: 'I' | 'II' | 'III') =>
    renderNotice(noticeContent({ kind, recallClass }), 'en').subject;

  expect(subject('RECALL', 'I')).toBe('URGENT: Product recall – Chai – R-20260301-A1B2C3');
  expect(subject('RECALL', 'II')).toMatch(/^URGENT: /);
  expect(subject('CORRECTION', 'II')).toMatch(/^URGENT: /);
  expect(subject('RECALL', 'III')).toMatch(/^Product recall/);
  expect(subject('MARKET_WITHDRAWAL', 'I')).toMatch(/^Market withdrawal/);
  expect(subject('MOCK', 'I')).toMatch(/^\[EXERCISE\] Mock recall/);
});

test('a recall that consumers read has the headline that the law asks for', () => {
  const consumer = noticeContent({ audience: 'CONSUMER' });

  expect(renderNotice(consumer, 'en').html).toContain('>Product safety recall</h1>');
  expect(renderNotice(consumer, 'de').html).toContain('>Produktsicherheitsrückruf</h1>');
  expect(renderNotice(consumer, 'en').text).toContain('pass this notice on');
});

test.each<[NoticeAudience, string]>([
  ['BUSINESS', 'Stop using, selling and shipping'],
  ['CONSUMER', 'Stop using these products at once.'],
  ['CARRIER', 'Do not deliver these products.'],
  ['INTERNAL', 'for our own staff'],
])('%s is told what concerns them', (audience, words) => {
  expect(renderNotice(noticeContent({ audience }), 'en').html).toContain(words);
});

test('who may have the goods is not told that they have', () => {
  expect(renderNotice(noticeContent({ basis: 'MAY_HAVE' }), 'en').text).toContain('do not rule out');
  const { text } = renderNotice(noticeContent({ basis: 'EXACT_AND_MAY_HAVE_MORE' }), 'en');
  expect(text).toContain('show that you received');
  expect(text).toContain('cannot be ruled out that you received more');
});

test('lines of the text part fit, and the link stays whole', () => {
  const url = `https://recall.northwind.example/answer/${'a'.repeat(80)}`;
  const { text } = renderNotice(noticeContent({ reason: 'word '.repeat(200), answerUrl: url }), 'de');

  expect(text).toContain(`\n${url}\n`);
  for (const line of text.split('\n')) expect(line === url || Array.from(line).length <= 76).toBe(true);
});

test('markup, line breaks and turned-around names from outside stay what they are: text', () => {
  const nasty = '<img src=x onerror=alert(1)>"\'&\r\nBcc: everyone@example.com\u202Egpj.exe\u200B';
  const { subject, text, html } = renderNotice(
    noticeContent({
      companyName: nasty,
      reference: nasty,
      recipientName: nasty,
      reason: nasty,
      products: [
        {
          ...noticeContent().products[0],
          name: nasty,
          gtin: nasty,
          brand: nasty,
          batches: [],
          serials: [nasty],
          quantity: nasty,
          references: [nasty],
        },
      ],
      contactPhone: nasty,
      contactEmail: nasty,
      answerUrl: `https://x.example/"><script>${nasty}`,
    }),
    'en',
  );

  expect(subject).not.toMatch(/[\r\n\u202E\u200B]/);
  expect(text).not.toMatch(/[\u202E\u200B]/);
  expect(html).not.toMatch(/<img|<script|\u202E|\u200B/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('no text from outside opens a tag, in any language', () => {
  const tagsOf = (text: string, language: string) =>
    renderNotice(noticeContent({ recipientName: `x${text}`, reason: `x${text.replaceAll(/\p{C}/gu, '')}` }), language)
      .html.replaceAll(/[^<>]*(?=<)/g, '')
      .match(/<\/?[a-z0-9]+/g);

  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...LANGUAGES), (text, language) => {
      expect(tagsOf(text, language)).toEqual(tagsOf('', language));
    }),
    { numRuns: 50, examples: [['<b>"\'>&</p><script>', 'en']] },
  );
});

test('a name of five million characters makes a short subject', () => {
  const { subject } = renderNotice(
    noticeContent({
      products: noticeContent().products.map((product) => ({ ...product, name: 'N'.repeat(5_000_000) })),
    }),
    'en',
  );

  expect(subject.length).toBeLessThan(150);
});

test('the same content gives the same bytes', () => {
  expect(renderNotice(noticeContent(), 'pl')).toEqual(renderNotice(noticeContent(), 'pl'));
});

test('a test says so in its subject and at its top', () => {
  const { subject, text, html } = renderNotice(noticeContent(), 'fr', { isTest: true });

  expect(subject).toMatch(/^\[TEST\] URGENT/);
  expect(text).toMatch(/^\*\*\* TEST \*\*\*/);
  expect(html).toContain('>TEST</strong>');
});
