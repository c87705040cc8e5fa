import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

import type { Context } from '../context.js';

type Results = Required<AsyncIterator<ExecutionResult, undefined, undefined>> & AsyncIterable<ExecutionResult>;

/**
 * Subscribes so that each event is executed in a context of its own: with the actor as they are now, and with loaders that
 * remember nothing of the event before. (GraphQL's own `subscribe` keeps one context for as long as the socket lives.)
 */
export async function subscribeFreshly(
  args: ExecutionArgs,
  newContext: () => Promise<Context>,
): Promise<Results | ExecutionResult> {
  const source = await createSourceEventStream({ ...args, contextValue: await newContext() });
  if (!(Symbol.asyncIterator in source)) return source;

  const events = source[Symbol.asyncIterator]() as AsyncIterator<unknown, undefined, undefined>;
  const end = async () => {
    await events.return?.();
    return { value: undefined, done: true } as const;
  };
  const results: Results = {
    async next() {
      const event = await events.next();
      if (event.done) return { value: undefined, done: true };
      try {
        return {
          value: await execute({ ...args, rootValue: event.value, contextValue: await newContext() }),
          done: false,
        };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    async throw(error: unknown) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
