import { setTimeout as sleep } from 'node:timers/promises';

const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 2_000;
/** Below the ten seconds that a request may take, so that its caller still gets an answer. */
const PATIENCE_MS = 6_000;

// Serialization failure, deadlock, lock timeout, the server going down or coming up, a read-only standby, too many
// connections. Not: disk full (53100), statement timeout (57014), broken rules (23xxx); these fail the same way again.
const PASSING = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '53300', '25006']);
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
// node-postgres and Citus report these without a code of their own.
const LOST_TEXTS = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'SSL SYSCALL error',
  'failure on connection',
];

/** Runs `work` again, up to eight times with full jitter, while PostgreSQL says that a retry may help. */
export async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const outOfPatience = attempt === MAX_TRIES || performance.now() - started > PATIENCE_MS;
      if (outOfPatience || !(isPassing(error) || isConnectionFailure(error))) throw error;
      await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
    }
  }
}

/** True when the database could not be reached, or hung up. */
export function isConnectionFailure(error: unknown): boolean {
  const { code, message } = asPostgresError(error);
  if (code && (code.startsWith('08') || LOST.has(code) || ['57P01', '57P02', '57P03'].includes(code))) return true;
  return LOST_TEXTS.some((text) => message.includes(text));
}

/** True when a statement took longer than it may: it was too much, or the machine too busy. */
export function isStatementTimeout(error: unknown): boolean {
  return asPostgresError(error).code === '57014';
}

/** True when PostgreSQL says that the same may go well in a moment. */
export function isPassing(error: unknown): boolean {
  const { code } = asPostgresError(error);
  return code !== undefined && PASSING.has(code);
}

/** TypeORM wraps PostgreSQL's error in `driverError`. */
function asPostgresError(error: unknown): { code: string | undefined; message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  const source = (error as { driverError?: unknown }).driverError ?? error;
  const { code } = source as { code?: unknown };
  return { code: typeof code === 'string' ? code : undefined, message: (source as Error).message };
}
