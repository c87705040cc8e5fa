import type { NoticeContent } from '../../src/notifications/index.js';

/** A notice as a quality team would write it; a test changes what it is about. */
export function noticeContent(changes: Partial<NoticeContent> = {}): NoticeContent {
  return {
    companyName: 'Northwind Traders',
    reference: 'R-20260301-A1B2C3',
    kind: 'RECALL',
    recallClass: 'I',
    audience: 'BUSINESS',
    news: null,
    basis: 'EXACT',
    issuedOn: '2026-03-01',
    recipientName: null,
    products: [
      {
        name: 'Chai',
        gtin: '09506000000015',
        brand: null,
        batches: [{ number: '1997Q2', producedOn: '1997-01-01', expiresOn: '1999-01-01' }],
        serials: ['10248-1-001 – 10248-1-012'],
        quantity: '12 pieces',
        references: ['10248'],
      },
    ],
    textLanguage: 'en',
    reason: 'Salmonella was found in a retained sample.',
    hazard: 'Eating it can cause serious illness.',
    whatToDo: 'Send it back at our cost.\nWe collect it within two days.',
    remedy: 'You get your money back, or new goods.',
    contactPhone: '+49 30 123456',
    contactEmail: 'recall@northwind.example',
    answerUrl: 'https://recall.northwind.example/answer/abc',
    answerBy: '2026-03-08',
    ...changes,
  };
}
