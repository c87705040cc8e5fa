import fc from 'fast-check';

/** Makings of a few goods, by their numbers, circles among them. */
export const anyMakings = fc.array(
  fc.record({
    from: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
    into: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 10 },
);
