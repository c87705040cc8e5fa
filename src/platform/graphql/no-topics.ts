import type { PubSub } from 'type-graphql';

const misused = (): never => {
  throw new Error('Subscriptions name their events by `subscribe: ({ context }) => context.events.subscribe(…)`.');
};

/** TypeGraphQL wants a hub of its own wherever there are subscriptions; ours is in the context, so this one stays unused. */
export const noTopics: PubSub = { publish: misused, subscribe: misused };
