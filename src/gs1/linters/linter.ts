/** Checks the content of a value's component. Answers with the fault by GS1's name for it, or null. */
export type Linter = (text: string) => string | null;

export const NON_DIGIT = 'NON_DIGIT_CHARACTER';

export const isDigits = (text: string) => /^\d*$/.test(text);

/** A linter that accepts what the pattern does. */
export const matching =
  (pattern: RegExp, fault: string): Linter =>
  (text) =>
    pattern.test(text) ? null : fault;

/** A linter that accepts the codes of a list. */
export const listed = (codes: string, fault: string): Linter => {
  const known = new Set(codes.trim().split(/\s+/));
  return (text) => (known.has(text) ? null : fault);
};

/** The first fault that any of the linters finds. */
export const inOrder =
  (...linters: readonly Linter[]): Linter =>
  (text) => {
    for (const lint of linters) {
      const fault = lint(text);
      if (fault !== null) return fault;
    }
    return null;
  };

/** Digits only, as many as said. */
export const digitsOfLength = (length: number, tooShort: string, tooLong: string): Linter =>
  inOrder(
    (text) => (text.length < length ? tooShort : null),
    (text) => (text.length > length ? tooLong : null),
    (text) => (isDigits(text) ? null : NON_DIGIT),
  );
