import type { Inquiry } from './inquiry.js';

// Every answer a caller must be ready for. The outcome is also the name of the GraphQL type that carries it.

export const inquiryStarted = (inquiry: Inquiry) => ({ outcome: 'InquiryStarted', inquiry }) as const;

export const inquiryBatchUnknown = (gtin: string, number: string) =>
  ({ outcome: 'InquiryBatchUnknown', gtin, number, message: 'Retrace has never heard of this batch.' }) as const;

/** Who asks all at once keeps others waiting. */
export const tooManyInquiries = (open: number) =>
  ({
    outcome: 'TooManyInquiries',
    open,
    message: `You have ${open} inquiries open; fetch their answers before you ask for more.`,
  }) as const;
