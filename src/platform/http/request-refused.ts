import type { OutgoingHttpHeaders } from 'node:http';

import type { RefusalCode } from '../graphql/refusal.js';

/** A request that is answered without being executed. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(
    readonly status: number,
    readonly code: RefusalCode | 'BAD_REQUEST',
    message: string,
    readonly headers: OutgoingHttpHeaders = {},
  ) {
    super(message);
  }
}
