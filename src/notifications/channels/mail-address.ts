import { domainToASCII } from 'node:url';

// RFC 5321, 4.5.3.1 and RFC 6531: a dot-atom before the @, letters of all languages included. A quoted local part is legal,
// too, and no mailbox that a customer ever had; it is what header injection is made of.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

export interface MailAddress {
  readonly address: string;
  /** As DNS knows it: lower case, international names in their ASCII form. */
  readonly domain: string;
}

/** One mailbox that mail can be sent to, or null for anything else: lists, names, several lines. */
export function parseMailAddress(text: string): MailAddress | null {
  const at = text.lastIndexOf('@');
  const localPart = text.slice(0, at);
  if (at < 1 || Buffer.byteLength(localPart) > LONGEST_LOCAL_PART || !LOCAL_PART.test(localPart)) return null;
  const domain = domainToASCII(text.slice(at + 1));
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  const address = `${localPart}@${domain}`;
  return Buffer.byteLength(address) > LONGEST_ADDRESS ? null : { address, domain };
}
