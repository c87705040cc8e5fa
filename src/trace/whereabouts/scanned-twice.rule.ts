import { Decimal } from '../../gs1/index.js';
/** How much, by site of a customer; under null what was said to be at no site of theirs. */
export type BySite = ReadonlyMap<string | null, Decimal>;

/**
 * Of what was handed over to a customer and what they received at their own sites, how much is the same goods, scanned twice:
 * as much as both say, at one site, or where the handover names none of their sites. Few senders post both, so whoever does
 * posts them for the same goods; whichever scan came first, and however many each was made of. What was handed over at one
 * site was not received at another.
 */
export function scannedTwice(handed: BySite, received: BySite): { readonly handed: BySite; readonly received: BySite } {
  const ofHanded = new Map<string | null, Decimal>();
  const ofReceived = new Map<string | null, Decimal>();
  let unsaid = handed.get(null) ?? NOTHING;
  for (const [siteId, quantity] of received) {
    const here = siteId === null ? NOTHING : Decimal.min(quantity, handed.get(siteId) ?? NOTHING);
    const somewhere = Decimal.min(quantity.minus(here), unsaid);
    unsaid = unsaid.minus(somewhere);
    add(ofHanded, siteId, here);
    add(ofHanded, null, somewhere);
    add(ofReceived, siteId, here.plus(somewhere));
  }
  return { handed: ofHanded, received: ofReceived };
}

const NOTHING = new Decimal(0);

export function add<Key>(sums: Map<Key, Decimal>, key: Key, quantity: Decimal): void {
  sums.set(key, (sums.get(key) ?? NOTHING).plus(quantity));
}
