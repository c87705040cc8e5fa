import { timingSafeEqual } from 'node:crypto';

import { hmac } from '../secrets.js';
import { Refusal } from './refusal.js';

const SIGNATURE_BYTES = 12;

/** Opaque to clients, and good only for the list and the key holder it was made for. */
export function writeCursor(key: Buffer, scope: string, position: readonly (string | number)[]): string {
  const text = JSON.stringify(position);
  return Buffer.concat([sign(key, scope, text), Buffer.from(text)]).toString('base64url');
}

/** Refuses a cursor that was made up, changed, or taken from another list or person. */
export function readCursor(key: Buffer, scope: string, cursor: string): readonly (string | number)[] {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(SIGNATURE_BYTES).toString();
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  const expected = sign(key, scope, text);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw new Refusal('BAD_USER_INPUT', '`after` is not a cursor of this list.');
  }
  return JSON.parse(text) as (string | number)[];
}

function sign(key: Buffer, scope: string, text: string): Buffer {
  return hmac(key, `${scope}\n${text}`).subarray(0, SIGNATURE_BYTES);
}
