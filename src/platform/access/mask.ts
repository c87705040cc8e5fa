/** Enough to recognise an address that a caller names, too little to write to it. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '•••' : `${firstOf(email)}•••${email.slice(at)}`;
}

/** The last three digits, if there are enough others. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 7 ? '•••' : `•••${digits.slice(-3)}`;
}

// By character, not by UTF-16 unit, so that no half of one is left.
const firstOf = (text: string) => Array.from(text)[0] ?? '';
