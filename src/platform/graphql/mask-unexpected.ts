import { randomBytes } from 'node:crypto';

import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import { causeOf } from '../log.js';
import { refusalOfDatabase } from './database-refusal.js';
import { Refusal } from './refusal.js';

/** The codes a client may see. Everything else is a fault of ours, and says no more than where to look for it. */
const ALLOWED: ReadonlySet<unknown> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'TOO_COMPLEX',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  // Apollo's and GraphQL's own.
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** GraphQL repeats a bad value in its message, and a value can be megabytes. */
const LONGEST_MESSAGE = 500;

/** Hears of each fault with the number that its client was given. */
export type ReportFault = (incident: string, error: unknown) => void;

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Lets refusals through, explains what the database did, and hides every other error behind an incident number. */
export function maskUnexpected(report: ReportFault): FormatError {
  return (formatted, error) => {
    const { locations, path } = formatted;
    const { message, extensions } = shown(formatted, error) ?? fault(report, error);
    return {
      message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions,
    };
  };
}

interface Shown {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

function shown(formatted: GraphQLFormattedError, error: unknown): Shown | null {
  const refusal = refusalIn(error) ?? refusalOfDatabase(error);
  if (refusal) return { message: refusal.message, extensions: refusal.extensions };

  const code = isBadArgument(error) ? 'BAD_USER_INPUT' : formatted.extensions?.['code'];
  return ALLOWED.has(code) ? { message: briefly(formatted.message), extensions: { code } } : null;
}

/** A fault's number and sentence; the log has the rest under the same number. */
export function fault(report: ReportFault, error: unknown): Shown {
  const incident = randomBytes(6).toString('hex');
  report(incident, error);
  return {
    message: `Something went wrong on our side. Name incident ${incident} when you report it.`,
    extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
  };
}

/** A refusal, thrown in a resolver or reported by a validation rule, under what GraphQL and Apollo wrapped around it. */
function refusalIn(error: unknown): Refusal | null {
  for (let link = error; link instanceof GraphQLError; link = causeOf(link)) {
    if (link instanceof Refusal) return link;
  }
  return null;
}

/** A value that its variable or argument does not take: found when execution begins, and given no code. */
function isBadArgument(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const { originalError = error } = error;
  return (
    originalError instanceof GraphQLError &&
    originalError.extensions['code'] === undefined &&
    /^(Argument "|Variable "\$|Too many errors processing variables)/.test(originalError.message)
  );
}

/** Without GraphQL's guesses at what was meant, which tell names to someone who does not know them. */
function briefly(message: string): string {
  const said = message.replace(/ ?Did you mean .*$/s, '');
  return said.length > LONGEST_MESSAGE ? `${said.slice(0, LONGEST_MESSAGE)}…` : said;
}
