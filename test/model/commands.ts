import { expect } from '@jest/globals';
import fc from 'fast-check';

import { resolveMovementConflict } from '../../src/movements/conflicts/resolve-movement-conflict.js';
import { correctMovement } from '../../src/movements/index.js';
import { movementId } from '../../src/movements/movement-id.js';
import { readMovement } from '../../src/movements/reading/read-movement.js';
import { sourceId } from '../../src/parties/index.js';
import { happening, itemOf } from '../movements/arbitrary-history.js';
import { record, SOURCE } from '../support/supply-chain.js';
import type { World } from '../support/world.js';
import { command, oneOf } from './command.js';
import type { Model, ModelConflict, Numbered } from './model.js';
import { recallCommands } from './recall-commands.js';

const which = fc.nat(29);

/** Sends new movements in one request, and some again, as they were or with another content. */
const send = fc
  .record({
    happenings: fc.array(happening, { minLength: 1, maxLength: 5 }),
    again: fc.array(fc.record({ which, otherwise: fc.option(happening) }), { maxLength: 2 }),
  })
  .map(({ happenings, again }) =>
    command(`send ${fc.stringify(happenings)}, again ${fc.stringify(again)}`, async (model, world) => {
      const sent = happenings.map((one) => model.note(one));
      for (const { which: number, otherwise } of again) {
        const at = number % model.book.length;
        const happened = otherwise ?? model.book[at];
        if (happened) sent.push({ number: at, happening: happened });
      }
      const answers = await record(world.as('WAREHOUSE'), ...sent.map((one) => itemSent(model, one)));
      expect(answers.map(({ verdict }) => verdict)).toEqual(sent.map((one) => model.record(one)));
    }),
  );

/** Corrects what was sent, or what is sent later or never; with a replacement that is new, or one that was sent before. */
const correct = fc
  .record({
    which,
    ahead: fc.option(happening, { freq: 3 }),
    instead: fc.option(fc.oneof(happening, which)),
    role: fc.constantFrom('WAREHOUSE', 'QUALITY'),
  })
  .map(({ which: number, ahead, instead, role }) =>
    command(`correct ${fc.stringify({ number, ahead, instead, role })}`, async (model, world) => {
      if (ahead) model.note(ahead);
      if (model.book.length === 0) return;
      const at = ahead ? model.book.length - 1 : number % model.book.length;
      const replacement = instead === null ? null : replacementIn(model, instead);
      const answer = await correctMovement(world.as(role), {
        source: SOURCE,
        id: model.refOf(at),
        reason: replacement ? 'INCORRECT_DATA' : 'DID_NOT_OCCUR',
        replacement: replacement && itemSent(model, replacement),
      });
      expect(answer.outcome).toBe(model.correct(at, replacement, role));
    }),
  );

function replacementIn(model: Model, instead: Numbered['happening'] | number): Numbered {
  if (typeof instead !== 'number') return model.note(instead);
  const number = instead % model.book.length;
  const happened = model.book[number];
  if (!happened) throw new Error('the book is empty');
  return { number, happening: happened };
}

/** Decides which of two contents is right. */
const resolve = fc
  .record({ which, decision: fc.constantFrom('KEEP' as const, 'REPLACE' as const) })
  .map(({ which: number, decision }) =>
    command(`resolve ${fc.stringify({ number, decision })}`, async (model, world) => {
      const conflict = oneOf(model.conflicts, number);
      if (!conflict) return;
      const fingerprint = fingerprintIn(model, conflict, world);
      const conflictId = `${movementId(sourceId(SOURCE), conflict.ref)}:${fingerprint}`;
      const answer = await resolveMovementConflict(world.as('QUALITY'), { conflictId, decision, reason: 'Asked them' });
      expect(answer.outcome).toBe(model.resolve(conflict, decision, `${conflict.ref}#${fingerprint}`));
    }),
  );

/** By which Retrace tells the contents of an id apart. */
function fingerprintIn(model: Model, { other }: ModelConflict, world: World): string {
  const { movement } = readMovement(itemSent(model, other), sourceId(SOURCE), world.clock);
  if (!movement) throw new Error('what was refused cannot be in conflict');
  return movement.fingerprint;
}

function itemSent({ realm }: Model, { number, happening: one }: Numbered) {
  return itemOf(one, number, realm);
}

export const commands = (most: number) =>
  fc.commands([send, send, send, correct, resolve, ...recallCommands], { maxCommands: most });
