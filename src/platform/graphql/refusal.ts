import { GraphQLError } from 'graphql';

/** Why a request was not served at all. Answers a caller can act on are outcomes, not refusals. */
export type RefusalCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'TOO_COMPLEX' | 'RATE_LIMITED' | 'TIMEOUT' | 'UNAVAILABLE';

export class Refusal extends GraphQLError {
  constructor(code: RefusalCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { ...extensions, code } });
  }
}
