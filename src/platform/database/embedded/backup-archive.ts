import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import type { ReadEntry } from 'tar';
import { Header, Parser } from 'tar';

import { reasonOf } from './data-directory.js';
import { asEmbeddedServerError, EmbeddedServerError } from './embedded-server-error.js';

/**
 * A backup is a .tar.gz: the cluster's files, then Retrace's own (its keys) in `retrace/`, and last the manifest, which
 * lists all of them. A backup that was cut short has none.
 */
export interface Manifest {
  readonly format: string;
  readonly postgresVersion: string;
  /** Everything committed until then is in it, and what was committed while it was made up to `walEnd`. */
  readonly createdAt: string;
  /** A position in PostgreSQL's log. */
  readonly walEnd: string;
  readonly files: readonly ArchivedFile[];
}

interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export const FORMAT = 'retrace-backup-1';
export const OWN_FOLDER = 'retrace';
export const MANIFEST = 'retrace-manifest.json';
const BLOCK = 512;

/** Two empty blocks end a tar archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** One small file as tar writes it: a header, the content, and zeros to fill the last block. */
export function tarEntry(path: string, content: Buffer): Buffer {
  const header = Buffer.alloc(BLOCK);
  new Header({ path, size: content.length, mode: 0o600, mtime: new Date(), type: 'File' }).encode(header);
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

export const manifestEntry = (manifest: Manifest) => tarEntry(MANIFEST, Buffer.from(JSON.stringify(manifest, null, 1)));

/** What has gone by of an archive. */
export interface Contents {
  readonly files: ArchivedFile[];
  manifest?: string;
}

/** Passes a tar archive on, and notes in `contents` what is in it. */
export async function* noting(contents: Contents, archive: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let problem: Error | undefined;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      note(entry, contents);
    },
  });
  parser.on('error', (error: Error) => (problem ??= error));
  for await (const chunk of archive) {
    parser.write(chunk);
    if (problem !== undefined) throw problem;
    yield chunk;
  }
  parser.end();
  if (problem !== undefined) throw problem;
}

function note(entry: ReadEntry, contents: Contents): void {
  const hash = createHash('sha256');
  const manifest: Buffer[] = [];
  entry.on('data', (chunk) => {
    hash.update(chunk);
    if (entry.path === MANIFEST) manifest.push(chunk);
  });
  entry.on('end', () => {
    if (entry.path === MANIFEST) contents.manifest = Buffer.concat(manifest).toString();
    else if (entry.type !== 'Directory')
      contents.files.push({ path: entry.path, size: entry.size, sha256: hash.digest('hex') });
  });
}

/** The tar archive in a backup. */
export const unpacked = (file: string): AsyncIterable<Buffer> =>
  // Errors of either reach whoever reads on.
  pipeline(createReadStream(file), createGunzip(), () => undefined);

/** Reads a backup from end to end, and answers its manifest if it holds exactly what that says. */
export async function verifyBackup(file: string): Promise<Manifest> {
  const contents: Contents = { files: [] };
  try {
    await finished(Readable.from(noting(contents, unpacked(file))).resume());
  } catch (cause) {
    const explained = asEmbeddedServerError(cause, `The backup ${file}`);
    throw explained === cause ? damaged(file, reasonOf(cause), cause) : explained;
  }
  const manifest = parseManifest(file, contents.manifest);
  const difference = findDifference(manifest.files, contents.files);
  if (difference) throw damaged(file, difference);
  return manifest;
}

function parseManifest(file: string, text: string | undefined): Manifest {
  if (text === undefined) throw damaged(file, 'it has no manifest, so it is not a backup or not a whole one');
  const manifest = readJson(text) as Manifest | undefined;
  if (manifest === undefined) throw damaged(file, 'its manifest cannot be read');
  if (manifest.format !== FORMAT)
    throw new EmbeddedServerError(`${file} has the format ${manifest.format}; this Retrace reads ${FORMAT}.`);
  return manifest;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function findDifference(listed: readonly ArchivedFile[], found: readonly ArchivedFile[]): string | undefined {
  const byPath = new Map(found.map((each) => [each.path, each]));
  if (byPath.size !== found.length) return 'a file is in it twice';
  for (const { path, size, sha256 } of listed) {
    const each = byPath.get(path);
    if (!each) return `${path} is missing`;
    if (each.size !== size || each.sha256 !== sha256) return `${path} has another content than when it was backed up`;
    byPath.delete(path);
  }
  const [extra] = byPath.keys();
  return extra === undefined ? undefined : `${extra} does not belong to it`;
}

const damaged = (file: string, why: string, cause?: unknown) =>
  new EmbeddedServerError(`The backup ${file} is damaged and was not used: ${why}.`, { cause });
