import type fc from 'fast-check';

import type { World } from '../support/world.js';
import { expectSame } from './expect-same.js';
import type { Model } from './model.js';

export type Command = fc.AsyncCommand<Model, World>;

/**
 * What people and systems do. It is done to the model and to Retrace; both answer alike, and then answer alike everything
 * that can be asked of the goods.
 */
export function command(said: string, done: (model: Model, world: World) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, world) {
      await done(model, world);
      await expectSame(model, world);
    },
    toString: () => said,
  };
}

/** One of those there are, or nothing while there is none. */
export function oneOf<One>(all: readonly One[], which: number): One | undefined {
  return all[which % all.length];
}
