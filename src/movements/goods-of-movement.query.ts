import type { BatchQuery } from '../platform/load.js';

/**
 * Some of the units that a movement names, or that came out of it: `size` of them from the one after position `after` on,
 * which counts from 1.
 */
export interface NamedUnitsKey {
  readonly movementId: string;
  readonly made: boolean;
  readonly after: number;
  readonly size: number;
}

interface NamedUnits {
  readonly key: string;
  readonly unitIds: readonly string[];
}

/** For many movements at once, since lists of movements are asked for their units. */
export const namedUnits: BatchQuery<NamedUnits> = {
  find: (db, keys) => {
    const asked = keys.map((key) => JSON.parse(key) as NamedUnitsKey);
    return db.rows<NamedUnits>(
      'named_units',
      `
      select
        asked.key,
        (
          case
            when asked.made then array(
              select (unit ->> 'unitId')::uuid
              from jsonb_array_elements(coalesce(movement.outputs -> 'units', '[]')) with ordinality as made (unit, place)
              order by made.place
            )
            else coalesce(movement.unit_ids, '{}')
          end
        )[asked.after + 1 : asked.after + asked.size] as "unitIds"
      from unnest($1::text[], $2::uuid[], $3::boolean[], $4::integer[], $5::integer[])
        as asked (key, movement_id, made, after, size)
      join movement on movement.movement_id = asked.movement_id
      where movement.kind is not null
      `,
      [
        keys,
        asked.map(({ movementId }) => movementId),
        asked.map(({ made }) => made),
        asked.map(({ after }) => after),
        asked.map(({ size }) => size),
      ],
    );
  },
  keyOf: ({ key }) => key,
};

export const namedUnitsKey = (key: NamedUnitsKey) => JSON.stringify(key);
