import pino from 'pino';

/** Structured lines on standard output. No token, variable or personal data goes into one. */
export type Log = pino.Logger;

const FLUSH_MS = 250;

export function createLog(level: string, destination: pino.DestinationStream = standardOutput()): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
    },
    destination,
  );
}

/** Lines are gathered and written together: a write for each would cost more than what it tells of. */
function standardOutput(): pino.DestinationStream {
  const destination = pino.destination({ dest: 1, sync: false, minLength: 4_096 });
  setInterval(() => {
    destination.flush();
  }, FLUSH_MS).unref();
  return destination;
}

interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const LONGEST_CHAIN = 8;

/**
 * An error and everything that caused it, by the fields that help. PostgreSQL's `detail` and TypeORM's `parameters` hold
 * the values of rows, people's among them, and stay out.
 */
export function describeError(error: unknown, links = LONGEST_CHAIN): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const cause = causeOf(error);
  return {
    name: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(cause !== undefined && links > 1 && { cause: describeError(cause, links - 1) }),
  };
}

/** GraphQL wraps in `originalError`, TypeORM in `driverError`, everyone else in `cause`. */
export function causeOf(error: Error): unknown {
  const { originalError, driverError, cause } = error as {
    originalError?: unknown;
    driverError?: unknown;
    cause?: unknown;
  };
  return originalError ?? driverError ?? cause;
}
