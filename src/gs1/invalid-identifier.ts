/** How much of a bad text is worth repeating to whoever sent it. */
const LONGEST_ECHO = 100;

/** Why a text is not the identifier it claims to be. Returned, not thrown: one bad key must not lose a whole capture. */
export class InvalidIdentifier {
  readonly text: string;

  constructor(
    /** What the text was meant to be, in the sender's words: "GTIN", "SSCC", "serial number". */
    readonly kind: string,
    text: string,
    /** The rest of the sentence that begins with the kind: "has a wrong check digit". */
    readonly reason: string,
  ) {
    this.text = text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
  }

  toString(): string {
    return `${this.kind} "${this.text}" ${this.reason}`;
  }
}
