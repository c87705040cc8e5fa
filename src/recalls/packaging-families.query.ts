import type { Queryable } from '../platform/database/database.js';

/** More levels than any pack has; a longer chain is a mistake in the master data, and ends here. */
const MOST_STEPS = 10;

interface Link {
  readonly gtin: string;
  readonly linked: string;
}

/**
 * Each GTIN with all that it is packed into or holds: each, case, pallet, in both directions. Walked set by set with a
 * visited set, so that levels which name each other end the walk.
 */
export async function packagingFamilies(db: Queryable, gtins: readonly string[]): Promise<Map<string, string[]>> {
  const links = new Map<string, Set<string>>();
  let frontier = [...new Set(gtins)];
  for (let step = 0; frontier.length > 0 && step < MOST_STEPS; step++) {
    for (const gtin of frontier) links.set(gtin, new Set());
    for (const { gtin, linked } of await linkedGtins(db, frontier)) links.get(gtin)?.add(linked);
    frontier = [...new Set(frontier.flatMap((gtin) => [...(links.get(gtin) ?? [])]))].filter(
      (gtin) => !links.has(gtin),
    );
  }
  return new Map(gtins.map((gtin) => [gtin, familyOf(gtin, links)]));
}

function familyOf(gtin: string, links: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const family = new Set([gtin]);
  // A set that grows while it is walked: each member is visited once.
  for (const member of family) for (const linked of links.get(member) ?? []) family.add(linked);
  return [...family].sort();
}

function linkedGtins(db: Queryable, gtins: readonly string[]): Promise<Link[]> {
  return db.rows<Link>(
    'linked_gtins',
    `
    select product.gtin, other.gtin as linked
    from product
    join packaging_level as level on product.product_id in (level.product_id, level.contained_product_id)
    join product as other on other.product_id in (level.product_id, level.contained_product_id)
      and other.product_id <> product.product_id
    where product.gtin = any ($1::text[])
    `,
    [gtins],
  );
}
