import { readFileSync } from 'node:fs';

import { parseSyntaxDictionary } from '../gs1/index.js';

/*
 * Prints src/gs1/application-identifiers.generated.ts, made from GS1's Barcode Syntax Dictionary. Its command line is in
 * the text below, which is also the head of that file.
 */

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which dictionary? Give the path of gs1-syntax-dictionary.txt.');
  process.exit(2);
}

const identifiers = parseSyntaxDictionary(readFileSync(path, 'utf8'));

console.log(`/*
 * Generated from GS1's Barcode Syntax Dictionary (https://github.com/gs1/gs1-syntax-dictionary, Apache-2.0) by
 *
 *   node dist/src/commands/generate-application-identifiers.js test/gs1/vectors/gs1-syntax-dictionary.txt \\
 *     | npx prettier --stdin-filepath src/gs1/x.ts > src/gs1/application-identifiers.generated.ts
 */
import type { ApplicationIdentifier } from './syntax-dictionary.js';

export const APPLICATION_IDENTIFIERS: readonly ApplicationIdentifier[] = ${JSON.stringify(identifiers)};`);
