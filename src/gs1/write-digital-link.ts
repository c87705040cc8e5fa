import { applicationIdentifier } from './application-identifier.js';
import { bestSequence, canQualify } from './digital-link-path.js';
import type { Element } from './element.js';
import { InvalidCode } from './invalid-code.js';
import { escapeFully, escapeQuery } from './percent-encoding.js';

/** Where canonical links live. */
const CANONICAL_STEM = 'https://id.gs1.org';

/** Writes elements as a Digital Link. The first that can be a primary key is it; attributes of predefined length go first. */
export function writeDigitalLink(elements: readonly Element[], stem = CANONICAL_STEM): string | InvalidCode {
  const distinct = [...new Map(elements.map((element) => [element.ai, element])).values()];
  const key = distinct.find(({ ai }) => applicationIdentifier(ai)?.linkQualifiers);
  if (!key) return new InvalidCode('LINK_WITHOUT_KEY', 'Nothing here can be the primary key of a Digital Link.');

  const qualifiers = bestSequence(key.ai, distinct);
  const attributes = distinct.filter((element) => element !== key && !qualifiers.includes(element));
  const misfit = attributes.find(({ ai }) => !mayBeAttribute(ai) || canQualify(key.ai, qualifiers, ai));
  if (misfit) return notAnAttribute(misfit.ai);

  const path = [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${escapeFully(value)}`).join('');
  const query = [...attributes.filter(isPredefined), ...attributes.filter((element) => !isPredefined(element))]
    .map(({ ai, value }) => `${ai}=${escapeQuery(value)}`)
    .join('&');
  return `${stem.replace(/\/$/, '')}${path}${query === '' ? '' : `?${query}`}`;
}

const mayBeAttribute = (ai: string) => applicationIdentifier(ai)?.linkAttribute === true;

const isPredefined = ({ ai }: Element) => applicationIdentifier(ai)?.predefinedLength === true;

function notAnAttribute(ai: string): InvalidCode {
  return new InvalidCode('AI_NOT_AN_ATTRIBUTE', `AI (${ai}) has no place in the Digital Link of these elements.`, ai);
}
