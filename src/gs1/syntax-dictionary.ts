/*
 * Reads GS1's Barcode Syntax Dictionary, the machine-readable part of the GS1 General Specifications, section 3: one line
 * for each application identifier (or run of them) with its format, its company, and its place in a Digital Link.
 */

/** N: digits, X: character set 82, Y: character set 39, Z: base64url. */
type ValueSet = 'N' | 'X' | 'Y' | 'Z';

/** A part of a value. Only the last may vary in length; those that may be left out come last. */
export interface Component {
  readonly set: ValueSet;
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  /** The checks its content must pass, by the dictionary's names. */
  readonly linters: readonly string[];
}

export interface ApplicationIdentifier {
  /** A run of identifiers, `3100` to `3105`; most runs are of one. */
  readonly first: string;
  readonly last: string;
  readonly title: string;
  /** Of predefined length: no FNC1 separates it from what follows. */
  readonly predefinedLength: boolean;
  /** May stand in the query of a Digital Link. */
  readonly linkAttribute: boolean;
  /** For the primary key of a Digital Link: the sequences of qualifiers that may follow it. */
  readonly linkQualifiers: readonly (readonly string[])[] | null;
  readonly components: readonly Component[];
  /** All of these must be met, each by any one of its alternatives, each of which may need several identifiers. */
  readonly requires: readonly (readonly (readonly string[])[])[];
  /** May not stand beside any of these. An `n` stands for any digit. */
  readonly excludes: readonly string[];
}

const LINE = /^(\d+)(?:-(\d+))?\s+([*?]*)\s*(.*)$/;
const COMPONENT = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,[a-z0-9]+)*)$/;

export function parseSyntaxDictionary(text: string): ApplicationIdentifier[] {
  return text
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map(parseLine);
}

function parseLine(line: string): ApplicationIdentifier {
  const [definition = '', title = ''] = line.split(/\s+#\s+/, 2);
  const [, first = '', last, flags = '', rest = ''] = LINE.exec(definition) ?? [];
  const words = rest.split(/\s+/).filter((word) => word !== '');
  const attributes = words.filter((word) => /^(req|ex|dlpkey)\b/.test(word));
  const components = words.filter((word) => !attributes.includes(word));
  const valuesOf = (key: string) => attributes.filter((word) => word.startsWith(`${key}=`)).map(afterEquals);

  return {
    first,
    last: last ?? first,
    title: title.trim(),
    predefinedLength: flags.includes('*'),
    linkAttribute: flags.includes('?'),
    linkQualifiers: attributes.includes('dlpkey')
      ? [[]]
      : (valuesOf('dlpkey')[0]
          ?.split('|')
          .map((sequence) => sequence.split(',')) ?? null),
    components: components.map(parseComponent),
    requires: valuesOf('req').map((group) => group.split(',').map((alternative) => alternative.split('+'))),
    excludes: valuesOf('ex').flatMap((list) => list.split(',')),
  };
}

function parseComponent(word: string): Component {
  const match = COMPONENT.exec(word);
  if (!match) throw new SyntaxError(`The syntax dictionary has a component we cannot read: ${word}`);
  const [, bracket, set, variable, length, linters = ''] = match;
  const max = Number(length);
  return {
    set: set as ValueSet,
    min: variable ? 1 : max,
    max,
    optional: bracket === '[',
    linters: linters.split(',').filter((name) => name !== ''),
  };
}

function afterEquals(word: string): string {
  return word.slice(word.indexOf('=') + 1);
}
