import type { Context } from '../platform/context.js';
import type { Movement, NamedPlace } from './movement.js';

/** As many ids as a message between processes can carry; the count tells of the rest. */
const MOST_IDS = 100;

export function placeTopic(locationId: string): string {
  return `location:${locationId}`;
}

interface Happened extends Pick<Movement, 'movementId'> {
  readonly place: Pick<NamedPlace, 'locationId'> | null;
}

/** Tells those who watch a place what was recorded or corrected there, in one message a place. */
export function tellPlaces({ events }: Context, movements: readonly Happened[]): void {
  const byPlace = new Map<string, string[]>();
  for (const { place, movementId } of movements) {
    if (!place) continue;
    const others = byPlace.get(place.locationId);
    if (others) others.push(movementId);
    else byPlace.set(place.locationId, [movementId]);
  }
  for (const [locationId, ids] of byPlace) {
    events.publish(placeTopic(locationId), {
      locationId,
      count: ids.length,
      movementIds: ids.slice(0, MOST_IDS).join(','),
    });
  }
}
