import type { Context } from '../platform/context.js';
import type { Movement, NamedPlace } from './movement.js';
import { groupsOf } from '../platform/groups-of.js';

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
  for (const [locationId, there] of groupsOf(movements, ({ place }) => place?.locationId)) {
    if (locationId === undefined) continue;
    events.publish(placeTopic(locationId), {
      locationId,
      count: there.length,
      movementIds: there
        .slice(0, MOST_IDS)
        .map(({ movementId }) => movementId)
        .join(','),
    });
  }
}
