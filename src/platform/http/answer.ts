import type { OutgoingHttpHeaders } from 'node:http';

import { refusalOfDatabase } from '../graphql/database-refusal.js';
import { fault, type ReportFault } from '../graphql/mask-unexpected.js';
import { Refusal } from '../graphql/refusal.js';
import { RequestRefused } from './request-refused.js';

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

/** Codes that are a status of their own, whatever part of the data there is: what stands between must not take them for a success. */
const STATUSES: Readonly<Record<string, number>> = {
  TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
};

const RETRY_LATER: OutgoingHttpHeaders = { 'retry-after': '2' };

/** The status for the errors of an answer: `usual` unless one of their codes says more. */
export function statusFor(codes: readonly string[], usual: number): number {
  for (const code of codes) {
    const status = STATUSES[code];
    if (status !== undefined) return status;
  }
  return usual;
}

export function retryHeaders(status: number): OutgoingHttpHeaders | undefined {
  return status === 503 || status === 429 ? RETRY_LATER : undefined;
}

export interface FailedAnswer extends Answer {
  readonly code: string;
  readonly incident?: string;
}

/** The answer, in GraphQL's form, to a request that failed before or outside of execution. */
export function answerFailure(error: unknown, report: ReportFault): FailedAnswer {
  if (error instanceof RequestRefused) {
    const { status, headers, code, message } = error;
    return { status, headers, code, body: errorBody(message, { code }) };
  }
  const refusal = error instanceof Refusal ? error : refusalOfDatabase(error);
  const { message, extensions } = refusal ?? fault(report, error);
  const code = String(extensions['code']);
  const { incident } = extensions;
  const status = statusFor([code], 500);
  return {
    status,
    headers: retryHeaders(status) ?? {},
    code,
    body: errorBody(message, extensions),
    ...(typeof incident === 'string' && { incident }),
  };
}

export function errorBody(message: string, extensions: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ errors: [{ message, extensions }] });
}
