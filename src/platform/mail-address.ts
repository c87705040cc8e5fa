import { domainToASCII } from 'node:url';

import { InvalidText } from './text.js';

/** One mailbox that mail can be sent to. */
export interface MailAddress {
  /** As it was written, with the domain as DNS knows it. */
  readonly address: string;
  /** Lower case, an international name in its ASCII form. */
  readonly domain: string;
}

// A dot-atom, letters of all languages included (RFC 5321, 4.1.2; RFC 6531, 3.3). A quoted local part is legal too, but no
// customer's mailbox has one, and header injection is made of them.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

// Before it becomes ASCII: `domainToASCII` reads what it is given as a URL, so `a.example/b` would pass as `a.example`.
const DOMAIN = /^[\p{L}\p{M}\p{N}.\-\u00B7\u3002\u200C\u200D]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;
const LONGEST_ADDRESS = 254;

/**
 * Reads exactly one address: no name beside it, no list, no comment, no address of a machine.
 *
 * RFC 5321, 4.5.3.1 for the lengths, in bytes.
 */
export function parseMailAddress(raw: string): MailAddress | InvalidText {
  const text = raw.length > LONGEST_ADDRESS * 4 ? raw : raw.trim().normalize('NFC');
  if (text.length > LONGEST_ADDRESS) return new InvalidText(`is longer than ${LONGEST_ADDRESS} characters`);
  const at = text.indexOf('@');
  if (at < 0) return new InvalidText('has no @');
  const localPart = text.slice(0, at);
  if (!LOCAL_PART.test(localPart))
    return new InvalidText('has something before the @ that is not a plain mailbox name');
  if (Buffer.byteLength(localPart) > LONGEST_LOCAL_PART) {
    return new InvalidText(`has more than ${LONGEST_LOCAL_PART} bytes before the @`);
  }
  const domain = readDomain(text.slice(at + 1));
  if (domain === null) return new InvalidText('has no domain name behind the @, such as example.com');
  const address = `${localPart}@${domain}`;
  return Buffer.byteLength(address) > LONGEST_ADDRESS
    ? new InvalidText(`is longer than ${LONGEST_ADDRESS} bytes`)
    : { address, domain };
}

function readDomain(text: string): string | null {
  if (!DOMAIN.test(text)) return null;
  const domain = domainToASCII(text);
  const labels = domain.split('.');
  const topLevel = labels.at(-1) ?? '';
  const isName = labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(topLevel);
  return isName && domain.length <= LONGEST_DOMAIN ? domain : null;
}
