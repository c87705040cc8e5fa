import { InvalidText, readLine } from '../text.js';
import { Rejection } from './registration.js';

/** Why a value was not read; `InvalidText` and GS1's `InvalidIdentifier` are such. */
interface Flaw {
  readonly reason: string;
}

/** What a parser answers when it can read the text. */
type Read<Parsed> = Exclude<Parsed, Flaw>;

/** Left out: stays as it is. Null, or blank, as spreadsheets write it: cleared. */
export type Given<Value> = Value | null | undefined;

/**
 * Reads the fields of one item and remembers those that are wrong. What it returns for a wrong field is never used, because
 * the item is then rejected as a whole.
 */
export class FieldReader {
  /** By field, the first thing that is wrong with each. */
  readonly #rejections = new Map<string, Rejection>();

  constructor(private readonly path = '') {}

  get rejections(): Rejection[] {
    return [...this.#rejections.values()];
  }

  /** The first. */
  get rejection(): Rejection | null {
    const [first = null] = this.#rejections.values();
    return first;
  }

  required<Parsed>(field: string, text: Given<string>, parse: (text: string) => Parsed): Read<Parsed> {
    if (!hasText(text)) this.reject('MISSING', field, 'is required');
    return this.parsed(field, text ?? '', parse);
  }

  optional<Parsed>(field: string, text: Given<string>, parse: (text: string) => Parsed): Given<Read<Parsed>> {
    if (text === undefined) return undefined;
    return hasText(text) ? this.parsed(field, text, parse) : null;
  }

  /** A name, a code or another text of one line. */
  line(field: string, text: Given<string>, longest: number): string {
    return this.required(field, text, (raw) => readLine(raw, longest));
  }

  optionalLine(field: string, text: Given<string>, longest: number): Given<string> {
    return this.optional(field, text, (raw) => readLine(raw, longest));
  }

  /** One of a closed list of words. */
  choice<Word extends string>(field: string, text: Given<string>, words: Readonly<Record<Word, Word>>): Word {
    return this.required(field, text, (raw) => readWord(raw, words));
  }

  optionalChoice<Word extends string>(
    field: string,
    text: Given<string>,
    words: Readonly<Record<Word, Word>>,
  ): Given<Word> {
    return this.optional(field, text, (raw) => readWord(raw, words));
  }

  /** Only the first thing that is wrong with a field is told. */
  reject(code: string, field: string, reason: string): void {
    const path = this.path + field;
    this.remember(new Rejection(code, path, `${path} ${reason}.`));
  }

  /** Reads something inside the item; its fields are named `<field>.<their name>`. */
  inside<Value>(field: string, read: (fields: FieldReader) => Value): Value {
    const inner = new FieldReader(`${this.path}${field}.`);
    const value = read(inner);
    for (const rejection of inner.rejections) this.remember(rejection);
    return value;
  }

  private remember(rejection: Rejection): void {
    if (!this.#rejections.has(rejection.field)) this.#rejections.set(rejection.field, rejection);
  }

  private parsed<Parsed>(field: string, text: string, parse: (text: string) => Parsed): Read<Parsed> {
    const value = parse(text);
    if (isFlaw(value)) this.reject('INVALID', field, value.reason);
    return value as Read<Parsed>;
  }
}

/** The item, or the first thing that is wrong with it. */
export function readItem<Item>(read: (fields: FieldReader) => Item): Item | Rejection {
  const fields = new FieldReader();
  const item = read(fields);
  return fields.rejection ?? item;
}

/** The item, or everything that is wrong with it. */
export function readEvery<Item>(read: (fields: FieldReader) => Item): Item | readonly Rejection[] {
  const fields = new FieldReader();
  const item = read(fields);
  return fields.rejection ? fields.rejections : item;
}

function readWord<Word extends string>(raw: string, words: Readonly<Record<Word, Word>>): Word | InvalidText {
  const text = raw.trim();
  return Object.hasOwn(words, text)
    ? (text as Word)
    : new InvalidText(`is not one of ${Object.keys(words).join(', ')}`);
}

function hasText(text: Given<string>): text is string {
  return text != null && text.trim() !== '';
}

function isFlaw(parsed: unknown): parsed is Flaw {
  return typeof parsed === 'object' && parsed !== null && 'reason' in parsed;
}
