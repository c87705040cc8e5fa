import type { Gtin } from '../../gs1/index.js';
import type { Queryable } from '../../platform/database/database.js';
import { lookingAhead } from '../../platform/looking-ahead.js';
import { alikeUnits } from './alike-units.query.js';
import type { Journeys } from './journeys.js';
import { chunksOf, type JourneyReader } from './load-journeys.js';

/** Units of one product whose journeys are the same, and one of them to ask about. */
export interface UnitsAlike {
  readonly unitId: string;
  readonly gtin: Gtin | null;
  readonly units: number;
  /** Whether an open conflict puts each of them in doubt. */
  readonly inConflict: boolean;
}

/** As many units as PostgreSQL compares in one statement: well within the time that a statement has. */
const COMPARED_AT_A_TIME = 50_000;

/** As many such statements as run besides the one that is waited for: batches of a million take twenty. */
const COMPARED_AHEAD = 2;

/**
 * The journeys of any number of units, of which many are scanned together: each journey is read and played once, for one of
 * the units that share it. Ask for units in key order, since neighbours mostly go together.
 */
export async function* journeysOfAlike(
  db: Queryable,
  reader: JourneyReader,
  unitIds: readonly string[],
): AsyncIterable<{ readonly journeys: Journeys; readonly alike: readonly UnitsAlike[] }> {
  const compare = (some: string[]) => alikeUnits(db, some, reader.until);
  for await (const allGroups of lookingAhead(chunksOf(unitIds, COMPARED_AT_A_TIME), compare, COMPARED_AHEAD)) {
    for (const groups of chunksOf(allGroups)) {
      const first = await reader.read(groups.flatMap(({ unitIds: [unitId] }) => unitId ?? []));
      const alike = groups.flatMap(({ unitIds: ids, gtin, inConflict }) =>
        inOneOrder(ids, containersBeside(first, reader, ids[0] ?? '')).map(([unitId = '', ...others]) => ({
          unitId,
          gtin,
          units: others.length + 1,
          inConflict,
        })),
      );
      const journeys = alike.length === groups.length ? first : await reader.read(alike.map(({ unitId }) => unitId));
      yield { journeys, alike };
    }
  }
}

/** The containers that a movement names together with a unit. */
function containersBeside(journeys: Journeys, reader: JourneyReader, unitId: string): string[] {
  const own = journeys.stepsOf(unitId).filter(({ viaId }) => viaId === null);
  return own.flatMap(({ link }) => reader.containersNamedBy(link.movementId));
}

/** The goods of one movement are played in the order of their ids: alike are those that come between the same containers. */
function inOneOrder(unitIds: readonly string[], containerIds: readonly string[]): string[][] {
  const parts = new Map<number, string[]>();
  for (const unitId of unitIds) {
    const before = containerIds.reduce((count, containerId) => (containerId < unitId ? count + 1 : count), 0);
    const part = parts.get(before);
    if (part) part.push(unitId);
    else parts.set(before, [unitId]);
  }
  return [...parts.values()];
}
