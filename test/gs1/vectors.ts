import { readFileSync } from 'node:fs';

/** A file of the vectors folder. Where it comes from is in SOURCE.md beside it. */
export function readVectorText(file: string): string {
  return readFileSync(new URL(`vectors/${file}`, import.meta.url), 'utf8');
}

/** A file of vectors, group by group. */
export function readVectors<Vector>(file: string): Readonly<Record<string, readonly Vector[]>> {
  return JSON.parse(readVectorText(file)) as Record<string, Vector[]>;
}
