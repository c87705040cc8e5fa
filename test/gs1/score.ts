import { expect } from '@jest/globals';

/** Why a vector is not met, by the vector's id. */
export type Exceptions = Readonly<Record<string, string>>;

/** Runs a group of vectors, prints how many are met, and holds that those not met are exactly the ones listed. */
export function scoreGroup<Vector extends { readonly id: string }>(
  group: string,
  vectors: readonly Vector[],
  isMet: (vector: Vector) => boolean,
  exceptions: Exceptions = {},
): void {
  const unmet = vectors.filter((vector) => !isMet(vector));

  process.stdout.write(`  ${group}: ${vectors.length - unmet.length} of ${vectors.length}\n`);
  expect(new Set(unmet.map(({ id }) => id))).toEqual(new Set(Object.keys(exceptions)));
}
