/** Comes at a level of a genealogy: the nearest first, and those of one level in the order of their ids. */
export interface InLevels {
  readonly id: string;
  readonly level: number;
}

/** At most `limit` of a list that is in the order of levels, from behind `after` on. */
export type FindInLevels<Row> = (limit: number, after: InLevels | null) => Promise<readonly Row[]>;

/** Pages of what is in memory. */
export function pagesInMemory<Row extends InLevels>(rows: readonly Row[]): FindInLevels<Row> {
  return (limit, after) =>
    Promise.resolve(
      rows
        .filter((row) => after === null || byLevel(after, row) < 0)
        .sort(byLevel)
        .slice(0, limit),
    );
}

function byLevel(one: InLevels, other: InLevels): number {
  if (one.level !== other.level) return one.level - other.level;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
