import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

import { RequestRefused } from './request-refused.js';

// A sender who is told no goes on sending; the connection ends with the answer.
const CLOSE = { connection: 'close' };

/** The request's body as text, of at most `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const bytes = await readBytes(request, limit);
  if (!isUtf8(bytes)) throw new RequestRefused(400, 'BAD_REQUEST', 'The body is not UTF-8.');
  return bytes.toString('utf8');
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        request.pause();
        reject(tooLarge(limit));
      }
    });
    request.on('end', () => {
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.on('error', () => {
      reject(new RequestRefused(400, 'BAD_REQUEST', 'The body ended early.', CLOSE));
    });
  });
}

const tooLarge = (limit: number) =>
  new RequestRefused(413, 'BAD_REQUEST', `The body is larger than ${limit} bytes. Send it in parts.`, CLOSE);
