import type { Step } from '../journeys/journey.js';
import { gapAt, type GoodsRule, ownSteps } from './goods-gap.rule.js';

/**
 * Nobody gets goods from one location to another sooner. Locations have no coordinates here; they have GLNs of their own
 * because a vehicle drives between them, and loading and unloading it takes longer than this.
 */
const SHORTEST_TRIP_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** Seen at two places at one instant, or at the second too soon after the first. One of the two scans is wrong. */
export const seenElsewhereTooSoon: GoodsRule = (goods) => {
  const sightings = ownSteps(goods).filter(isSighting);
  return sightings.flatMap((step, i) => {
    const last = sightings[i - 1];
    if (!last || last.link.locationId === step.link.locationId) return [];
    const passed = step.occurredAt.getTime() - last.occurredAt.getTime();
    if (passed === 0) {
      return [gapAt(goods, 'TWO_PLACES_AT_ONCE', step, 'Seen at another place at the same instant.')];
    }
    if (passed > SHORTEST_TRIP_MS) return [];
    return [gapAt(goods, 'FASTER_THAN_POSSIBLE', step, `Seen at another place ${minutes(passed)} before.`)];
  });
};

/** Handed to two customers at one instant, though nobody says that it was at two places. */
export const deliveredToTwoAtOnce: GoodsRule = (goods) => {
  const deliveries = ownSteps(goods).filter(({ kind, link }) => kind === 'deliver' && link.consigneeId !== null);
  const doubled = deliveries.filter((step, i) => isAtOnceForAnother(deliveries[i - 1], step));
  if (doubled.length === 0) return [];
  const known = new Set(seenElsewhereTooSoon(goods).map(({ movementId }) => movementId));
  return doubled
    .filter(({ link }) => !known.has(link.movementId))
    .map((step) => gapAt(goods, 'TWO_PLACES_AT_ONCE', step, 'Delivered to another customer at the same instant.'));
};

function isAtOnceForAnother(last: Step | undefined, step: Step): boolean {
  return (
    last !== undefined &&
    last.link.consigneeId !== step.link.consigneeId &&
    last.occurredAt.getTime() === step.occurredAt.getTime()
  );
}

/** Whether someone had the goods before them, at a place that they name. */
function isSighting({ kind, link }: Step): boolean {
  return link.locationId !== null && kind !== 'declare' && kind !== 'adjust';
}

function minutes(passed: number): string {
  const whole = Math.floor(passed / MINUTE_MS);
  if (whole === 0) return 'less than a minute';
  return whole === 1 ? 'a minute' : `${whole} minutes`;
}

/** What no longer is cannot be moved. It is where it was seen, and whoever recorded its end was wrong, or the scan is. */
export const actionAfterDestruction: GoodsRule = (goods) =>
  ownSteps(goods).flatMap((step) => {
    const how = afterItsEnd(step);
    return how === null ? [] : [gapAt(goods, 'ACTION_AFTER_DESTRUCTION', step, how)];
  });

function afterItsEnd({ kind, link, before }: Step): string | null {
  if (kind === 'declare' || kind === 'adjust') return null;
  if (before.placeKind === 'DESTROYED') {
    return kind === 'destroy' ? null : 'Recorded after it was destroyed.';
  }
  // What went into other goods may come out of them again.
  const comesOut = kind === 'transform' && link.locationId !== null;
  return before.placeKind === 'TRANSFORMED' && !comesOut ? 'Recorded after it had gone into other goods.' : null;
}

/** Whoever emptied it took something out. What that was is on record nowhere. */
export const unpackedWithoutChildren: GoodsRule = (goods) =>
  ownSteps(goods)
    .filter(({ link }) => goods.emptiedOfNothing.has(link.movementId))
    .map((step) => gapAt(goods, 'UNPACKED_WITHOUT_CHILDREN', step, 'Emptied, and nothing on record was in it.'));

/** Nothing is in what is in it: of the packings of such a circle one is wrong, or an unpacking is missing. */
export const containerInItself: GoodsRule = (goods) => {
  const link = goods.circleClosedBy;
  return link === null
    ? []
    : [
        gapAt(
          goods,
          'CONTAINER_IN_ITSELF',
          { link },
          'Packed into what was in it at that time, as far as is on record.',
        ),
      ];
};
