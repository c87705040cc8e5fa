import { createHash, randomBytes } from 'node:crypto';

/**
 * An API key is `prefix.secret`. The prefix finds it and may be shown; the secret is 256 random bits, known to its holder
 * only: Retrace keeps its SHA-256, and nothing slower is needed for what cannot be guessed.
 */
export interface PresentedKey {
  readonly prefix: string;
  readonly secretHash: Buffer;
}

export interface NewApiKey extends PresentedKey {
  /** To be told once, to whoever asked for the key. */
  readonly token: string;
}

export function makeApiKey(): NewApiKey {
  const prefix = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { token: `${prefix}.${secret}`, prefix, secretHash: hashOf(secret) };
}

/** What a token says it is, still to be compared; null when it cannot be an API key at all. */
export function readApiKey(token: string): PresentedKey | null {
  const [, prefix, secret] = /^([0-9a-f]{12})\.([\w-]{43})$/.exec(token) ?? [];
  return prefix && secret ? { prefix, secretHash: hashOf(secret) } : null;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
