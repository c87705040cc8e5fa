/** Why a text is not the GS1 code it looks like. Returned, not thrown: one bad scan must not lose a whole capture. */
export class InvalidCode {
  constructor(
    /** What is wrong, for programs: GS1's own name where its syntax tests have one, such as `INCORRECT_CHECK_DIGIT`. */
    readonly fault: string,
    /** What is wrong, as a sentence. */
    readonly reason: string,
    /** The application identifier it is about, where it is about one. */
    readonly ai: string | null = null,
  ) {}

  toString(): string {
    return this.reason;
  }
}
