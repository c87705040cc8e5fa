import { type Cast, PLACE_FIELDS, placeText, type SomePlace } from './cast.js';
import { table, type Told } from './terminal.js';

/** Printed on the can that the caller holds: chowder for a shop in Cologne, from the demo's last quarter. */
const SERIAL = '10999-41-001';

export interface SuspectBatch {
  readonly gtin: string;
  readonly number: string;
}

interface FoundUnit {
  readonly __typename: string;
  readonly gtin: string;
  readonly serial: string;
  readonly product: { readonly name: string };
  readonly batch: { readonly number: string; readonly expiresOn: string };
  readonly place: SomePlace & { readonly since: string };
  readonly verdict: { readonly verdict: string };
}

export async function findUnit({ customerService }: Cast): Promise<Told<SuspectBatch>> {
  const { lookup } = await customerService<{ lookup: { reading: string; matches: FoundUnit[] } }>(
    `query ($code: String!) {
      lookup(code: $code) {
        reading
        matches {
          __typename
          ... on Unit {
            gtin
            serial
            product { name }
            batch { number expiresOn }
            place { since ${PLACE_FIELDS} }
            verdict { verdict }
          }
        }
      }
    }`,
    { code: SERIAL },
  );
  const unit = lookup.matches.find(({ __typename }) => __typename === 'Unit');
  if (!unit) throw new Error(`Retrace does not know ${SERIAL}. Does it hold the demo?`);
  const { gtin, product, batch, place, verdict } = unit;
  return {
    found: { gtin, number: batch.number },
    lines: [
      `${SERIAL}: ${product.name} (GTIN ${gtin}), batch ${batch.number}, best before ${batch.expiresOn}`,
      `${placeText(place)}, ${place.since.slice(0, 10)}`,
      `affected by a recall? ${verdict.verdict}`,
    ],
  };
}

interface LocatedBatch {
  readonly whereabouts: {
    readonly units: number;
    readonly made: { readonly quantity: string } | null;
    readonly unaccounted: string | null;
    readonly places: readonly (SomePlace & { readonly units: number })[];
  };
}

export async function locateBatch({ customerService }: Cast, { gtin, number }: SuspectBatch): Promise<Told<void>> {
  const { batch } = await customerService<{ batch: LocatedBatch }>(
    `query ($gtin: GTIN!, $number: String!) {
      batch(gtin: $gtin, number: $number) {
        whereabouts { units unaccounted made { quantity } places { units ${PLACE_FIELDS} } }
      }
    }`,
    { gtin, number },
  );
  const { units, made, unaccounted, places } = batch.whereabouts;
  return {
    found: undefined,
    lines: [
      `${made?.quantity ?? '?'} made, ${units} found, ${unaccounted ?? '?'} unaccounted for`,
      ...table(places.map((place) => [place.units, placeText(place)])),
    ],
  };
}

interface Advice {
  readonly __typename: string;
  readonly verdict: { readonly verdict: string };
  readonly whatToTell: readonly { readonly whatToDo: string }[];
}

/** The same call once more, when the recall runs. */
export async function whatToTell({ customerService }: Cast): Promise<Told<void>> {
  const { lookup } = await customerService<{ lookup: { matches: readonly Advice[] } }>(
    `query ($code: String!) {
      lookup(code: $code) {
        matches { __typename ... on Unit { verdict { verdict } whatToTell(language: "de") { whatToDo } } }
      }
    }`,
    { code: SERIAL },
  );
  const units = lookup.matches.filter(({ __typename }) => __typename === 'Unit');
  return {
    found: undefined,
    lines: units.flatMap(({ verdict, whatToTell: texts }) => [
      `${SERIAL}: ${verdict.verdict}`,
      ...texts.map(({ whatToDo }) => `tell them: ${whatToDo}`),
    ]),
  };
}
