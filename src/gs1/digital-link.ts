import { applicationIdentifier } from './application-identifier.js';
import { canQualify, isInOrder } from './digital-link-path.js';
import { flawOfElement, unknownAi, type CheckElement, type Element } from './element.js';
import { InvalidCode } from './invalid-code.js';
import { unescapePath, unescapeQuery } from './percent-encoding.js';

/*
 * https://example.com/some/where/01/09506000140445/10/L-2207?17=270131 is a web address that names goods: a primary key
 * and its qualifiers in the path, other attributes in the query. Domain and leading path are anyone's own.
 *
 * GS1 Digital Link Standard: URI Syntax.
 */

export interface DigitalLinkReading {
  /** GTINs may lack their leading zeros, as links made before version 1.2 do. */
  readonly zeroSuppressedGtin?: boolean;
  /** `gtin` for `01` and `ser` for `21`, as version 1.0 had it. */
  readonly shortNames?: boolean;
  readonly check?: CheckElement;
}

const CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;
const LINK = /^(?:https?|HTTPS?):\/\/([^/?#]*)\/([^?#]*)(?:\?([^#]*))?(?:#.*)?$/;
const DOMAIN = /^[A-Za-z0-9\-.:[\]]+$/;

const SHORT_NAMES: Readonly<Record<string, string>> = {
  sscc: '00',
  gtin: '01',
  lot: '10',
  ser: '21',
  cpv: '22',
  gdti: '253',
  glnx: '254',
  gcn: '255',
  ginc: '401',
  gsin: '402',
  gln: '414',
  payTo: '415',
  party: '417',
  grai: '8003',
  giai: '8004',
  itip: '8006',
  cpid: '8010',
  cpsn: '8011',
  gmn: '8013',
  gsrnp: '8017',
  gsrn: '8018',
  srin: '8019',
  refno: '8020',
};

/** Reads the elements of a Digital Link: primary key first, then its qualifiers, then the attributes of the query. */
export function parseDigitalLink(uri: string, reading: DigitalLinkReading = {}): readonly Element[] | InvalidCode {
  if (!CHARACTERS.test(uri)) return invalidLink('LINK_CHARACTER_ILLEGAL', 'has a character no web address may have');
  const [link, domain = '', path = '', query = ''] = LINK.exec(uri) ?? [];
  if (/^https?:/i.test(uri) && !/^(?:https?|HTTPS?):/.test(uri)) {
    return invalidLink('LINK_MALFORMED', 'has a scheme in mixed letter case; it is all lower or all upper');
  }
  if (link === undefined || !DOMAIN.test(domain)) return invalidLink('LINK_MALFORMED', 'is no web address');

  const named = elementsOfPath(path, reading);
  if (named === null) return invalidLink('LINK_WITHOUT_KEY', 'names no GS1 key');
  const [key, ...qualifiers] = named;
  if (!isInOrder(key.ai, qualifiers)) {
    return invalidLink(
      'LINK_QUALIFIERS_INVALID',
      `has qualifiers that AI (${key.ai}) does not take, or not in this order`,
    );
  }
  const attributes = elementsOfQuery(query, reading);
  const flaw = flawOfAttributes(key, qualifiers, attributes);
  if (flaw) return flaw;

  const elements = [...named, ...attributes];
  return firstFlaw(elements, reading.check ?? flawOfElement) ?? elements;
}

/** The key is the last in the path that is followed by pairs only; what is before it is the site's own affair. */
function elementsOfPath(path: string, reading: DigitalLinkReading): [Element, ...Element[]] | null {
  const segments = path.split('/');
  const qualifiers: Element[] = []; // last first
  for (let i = segments.length - 2; i >= 0; i -= 2) {
    const ai = aiOfSegment(segments[i] ?? '', reading);
    const entry = applicationIdentifier(ai);
    if (!entry) return null;
    const element = { ai, value: fullValue(ai, unescapePath(segments[i + 1] ?? ''), reading) };
    if (entry.linkQualifiers) return [element, ...qualifiers.reverse()];
    qualifiers.push(element);
  }
  return null;
}

/** Numbers in the query are application identifiers; other names are the site's own. */
function elementsOfQuery(query: string, reading: DigitalLinkReading): Element[] {
  return query
    .split(/[&;]/)
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return { ai: name, value: fullValue(name, unescapeQuery(rest.join('=')), reading) };
    })
    .filter(({ ai }) => /^\d+$/.test(ai));
}

function flawOfAttributes(
  key: Element,
  qualifiers: readonly Element[],
  attributes: readonly Element[],
): InvalidCode | null {
  const seen = new Set([key, ...qualifiers].map(({ ai }) => ai));
  for (const { ai } of attributes) {
    const entry = applicationIdentifier(ai);
    if (!entry) return unknownAi(ai);
    if (seen.has(ai)) return invalidLink('AI_REPEATED', `gives AI (${ai}) twice`, ai);
    if (!entry.linkAttribute)
      return invalidLink('AI_NOT_AN_ATTRIBUTE', `has AI (${ai}) in its query, where it may not be`, ai);
    if (canQualify(key.ai, qualifiers, ai)) {
      return invalidLink('QUALIFIER_IN_QUERY', `has AI (${ai}) in its query; it belongs in the path`, ai);
    }
    seen.add(ai);
  }
  return null;
}

function firstFlaw(elements: readonly Element[], check: CheckElement): InvalidCode | null {
  for (const element of elements) {
    const flaw = check(element);
    if (flaw) return flaw;
  }
  return null;
}

function aiOfSegment(segment: string, { shortNames = false }: DigitalLinkReading): string {
  return shortNames && Object.hasOwn(SHORT_NAMES, segment) ? (SHORT_NAMES[segment] ?? segment) : segment;
}

function fullValue(ai: string, value: string, { zeroSuppressedGtin = false }: DigitalLinkReading): string {
  return zeroSuppressedGtin && ai === '01' && [8, 12, 13].includes(value.length) ? value.padStart(14, '0') : value;
}

function invalidLink(fault: string, what: string, ai: string | null = null): InvalidCode {
  return new InvalidCode(fault, `The Digital Link ${what}.`, ai);
}
