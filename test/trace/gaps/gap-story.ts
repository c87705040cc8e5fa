import { correctMovement } from '../../../src/movements/index.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import { SOURCE } from '../../support/supply-chain.js';
import type { World } from '../../support/world.js';

export interface ListedGap {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly explanation: string;
  readonly since: string;
  readonly ownerId: string | null;
  readonly resolutionReason: string | null;
  readonly unit: { readonly serial: string } | null;
  readonly logisticUnit: { readonly sscc: string } | null;
  readonly batch: { readonly number: string } | null;
}

const GAPS = `query (
  $states: [GapState!], $kinds: [GapKind!], $ownerId: ID, $gtin: GTIN, $batch: String, $goodsId: ID, $first: Int! = 200,
  $after: String
) {
  gaps(
    states: $states, kinds: $kinds, ownerId: $ownerId, gtin: $gtin, batch: $batch, goodsId: $goodsId, first: $first, after: $after
  ) {
    nodes {
      id kind state explanation since ownerId resolutionReason
      unit { serial } logisticUnit { sscc } batch { number } location { gln } movement { sourceRef } evidence { sourceRef }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface GapPage {
  readonly nodes: readonly ListedGap[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

export async function pageOfGaps(world: World, filter: Record<string, unknown> = {}): Promise<GapPage> {
  const { gaps } = await world.graphql<{ gaps: GapPage }>(world.as('QUALITY'), GAPS, filter);
  return gaps;
}

/** The gaps of one unit, after everything that was recorded was looked at. */
export async function gapsOf(world: World, serial: string, states = ['OPEN']): Promise<ListedGap[]> {
  await searchForGaps(world);
  const { nodes } = await pageOfGaps(world, { states });
  return nodes.filter(({ unit }) => unit?.serial === serial);
}

export const kindsOf = (gaps: readonly ListedGap[]) => gaps.map(({ kind }) => kind).sort();

export async function correct(world: World, id: string): Promise<void> {
  const answer = await correctMovement(world.as('WAREHOUSE'), { source: SOURCE, id, reason: 'DID_NOT_OCCUR' });
  if (answer.outcome !== 'MovementCorrected') throw new Error(answer.message);
}
