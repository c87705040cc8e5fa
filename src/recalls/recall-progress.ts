import type { Events } from '../platform/pubsub.js';

export function progressTopic(recallId: string): string {
  return `recall ${recallId}`;
}

/** A hint to who watches this recall that there is something new to read. */
export function tellProgress(events: Events, recallId: string): void {
  events.publish(progressTopic(recallId), { recallId });
}
