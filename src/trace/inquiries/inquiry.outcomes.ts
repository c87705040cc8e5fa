import type { Inquiry } from './inquiry.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const inquiryStarted = (inquiry: Inquiry) => ({ outcome: 'InquiryStarted', inquiry }) as const;

export const genealogyInquiryStarted = (inquiry: Inquiry) => ({ outcome: 'GenealogyInquiryStarted', inquiry }) as const;

export const inquiryBatchUnknown = (gtin: string, number: string) =>
  ({ outcome: 'InquiryBatchUnknown', gtin, number, message: 'Retrace has never heard of this batch.' }) as const;

export const inquiryUnitUnknown = (gtin: string, serial: string) =>
  ({ outcome: 'InquiryUnitUnknown', gtin, serial, message: 'Retrace has never heard of this unit.' }) as const;

/** Who asks all at once keeps others waiting. */
export const tooManyInquiries = (open: number) =>
  ({
    outcome: 'TooManyInquiries',
    open,
    message: `You have ${open} inquiries open; wait for their answers or cancel some before you ask for more.`,
  }) as const;

export const inquiryCancelled = (inquiry: Inquiry) => ({ outcome: 'InquiryCancelled', inquiry }) as const;

export const inquiryFinished = (inquiry: Inquiry) =>
  ({
    outcome: 'InquiryFinished',
    inquiry,
    message: `The inquiry is ${inquiry.status} and stays so.`,
  }) as const;

export const inquiryUnknown = (id: string) =>
  ({ outcome: 'InquiryUnknown', id, message: 'There is no inquiry with this id, or none any more.' }) as const;
