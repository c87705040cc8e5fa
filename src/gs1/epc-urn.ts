import { withCheckDigit } from './check-digit.js';
import { flawOfElement, type Element } from './element.js';
import { EPC_SCHEMES, type EpcScheme } from './epc-scheme.js';
import { InvalidCode } from './invalid-code.js';
import { unescapePath } from './percent-encoding.js';

/** What the parts of an EPC URN say, by name. */
interface EpcParts {
  readonly companyPrefix: string;
  readonly reference: string;
  readonly pieces: string;
  readonly serial: string | undefined;
}

const URN = /^urn:epc:(id|class|idpat):([a-z]+):(.*)$/is;
const TAG = /^urn:epc:tag:([a-z]+)-([a-z\d]+):[0-7]\.(.*)$/is;

/**
 * Reads an EPC URN: one thing (`urn:epc:id:sgtin:…`, or as an RFID reader tells it, `urn:epc:tag:sgtin-96:3.…`), a batch
 * (`urn:epc:class:lgtin:…`) or, by a pattern whose serial is `*`, a kind of things (`urn:epc:idpat:sgtin:…`).
 */
export function parseEpcUrn(urn: string): readonly Element[] | InvalidCode {
  const [, form = '', name = '', body = ''] = URN.exec(withoutTag(urn)) ?? [];
  const scheme = schemeNamed(name);
  if (!scheme || !hasForm(scheme, form.toLowerCase())) {
    return new InvalidCode('EPC_SCHEME_UNKNOWN', 'This is no EPC URN of a known scheme.');
  }
  const parts = partsOf(scheme, body, form.toLowerCase() === 'idpat');
  if (!parts) return malformed(scheme);

  const elements = elementsOf(scheme, parts);
  for (const element of elements) {
    const flaw = flawOfElement(element);
    if (flaw) return flaw;
  }
  return elements;
}

/** How a tag holds it, and the value by which readers filter tags, are no part of what the thing is. */
function withoutTag(urn: string): string {
  const [, name = '', size = '', body = ''] = TAG.exec(urn) ?? [];
  return schemeNamed(name)?.tags?.includes(size.toLowerCase()) ? `urn:epc:id:${name}:${body}` : urn;
}

function schemeNamed(name: string): EpcScheme | undefined {
  return EPC_SCHEMES.find((known) => known.name === name.toLowerCase());
}

function hasForm(scheme: EpcScheme, form: string): boolean {
  if (form === 'idpat') return scheme.serial !== undefined && !scheme.isClass;
  return form === (scheme.isClass ? 'class' : 'id');
}

function partsOf(scheme: EpcScheme, body: string, isPattern: boolean): EpcParts | null {
  const fields = split(body, 2 + (scheme.pieces ? 2 : 0) + (scheme.serial ? 1 : 0));
  const [companyPrefix, reference, ...rest] = fields;
  if (companyPrefix === undefined || reference === undefined) return null;

  const pieces = scheme.pieces ? rest.splice(0, 2) : [];
  const [serial] = rest;
  const isWellFormed =
    /^\d{6,12}$/.test(companyPrefix) &&
    isReference(scheme, companyPrefix, reference) &&
    pieces.every((piece) => /^\d\d$/.test(piece)) &&
    (scheme.serial === undefined || (serial !== undefined && serial !== '')) &&
    (!isPattern || serial === '*');
  if (!isWellFormed) return null;

  const unescaped = serial === undefined ? undefined : unescapePath(serial);
  return {
    companyPrefix,
    reference: unescapePath(reference),
    pieces: pieces.join(''),
    serial: isPattern || unescaped === scheme.noSerial ? undefined : unescaped,
  };
}

function isReference({ digits }: EpcScheme, companyPrefix: string, reference: string): boolean {
  if (digits === null) return reference !== '';
  return /^\d*$/.test(reference) && companyPrefix.length + reference.length === digits;
}

function elementsOf(scheme: EpcScheme, { companyPrefix, reference, pieces, serial }: EpcParts): Element[] {
  const digits = scheme.indicator
    ? reference.slice(0, 1) + companyPrefix + reference.slice(1)
    : companyPrefix + reference;
  const key = (scheme.filler ?? '') + (scheme.checkDigit ? withCheckDigit(digits) : digits) + pieces;
  if (serial === undefined || scheme.serial === undefined) return [{ ai: scheme.ai, value: key }];
  if (scheme.serial === 'behind') return [{ ai: scheme.ai, value: key + serial }];
  return [
    { ai: scheme.ai, value: key },
    { ai: scheme.serial.ai, value: serial },
  ];
}

/** Dots part the fields; in the last one they belong to it. Too few fields give none. */
function split(body: string, count: number): string[] {
  const fields = body.split('.');
  return fields.length < count ? [] : [...fields.slice(0, count - 1), fields.slice(count - 1).join('.')];
}

function malformed({ name }: EpcScheme): InvalidCode {
  return new InvalidCode('EPC_MALFORMED', `The EPC URN is not what the scheme ${name} asks for.`);
}
