import { createHmac, hkdfSync } from 'node:crypto';

/** Keys for one purpose each, derived from the installation's one secret, which is never in the database. */
export interface Secrets {
  /** Signs the links in notices. */
  readonly link: Buffer;
  /** Signs paging cursors. */
  readonly cursor: Buffer;
}

export function deriveSecrets(masterKey: string | Buffer): Secrets {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'retrace', purpose, 32));
  return { link: key('answer link'), cursor: key('cursor') };
}

export function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
