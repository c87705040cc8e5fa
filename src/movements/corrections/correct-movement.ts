import { randomUUID } from 'node:crypto';

import type { SourceRow } from '../../parties/index.js';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Context } from '../../platform/context.js';
import type { Transaction } from '../../platform/database/database.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { InvalidText, readLine, readParagraphs } from '../../platform/text.js';
import { isUuid } from '../../platform/uuid.js';
import { batchById } from '../../products/index.js';
import { captureMovements } from '../capture/capture-movements.js';
import { ensureReferences } from '../capture/ensure-references.js';
import { insertCapture, type Origin } from '../capture/movement.query.js';
import { type Corrected, voidMovement } from '../capture/void-movement.js';
import { NOTHING_TO_CORRECT } from '../capture/warn.js';
import { undecidedConflictsOf } from '../conflicts/movement-conflict.query.js';
import type { Correction, CorrectionReason } from '../correction.js';
import { correctionOfMovement } from '../correction.query.js';
import type { Movement } from '../movement.js';
import { tellPlaces } from '../movement-events.js';
import { movementId as movementIdOf } from '../movement-id.js';
import type { MovementItem } from '../movement-item.js';
import { movementById, type MovementRow } from '../movement-row.query.js';
import type { Problem } from '../problem.js';
import { readMovement } from '../reading/read-movement.js';
import { requireSource, withinSite } from '../record-movements.js';
import {
  correctionAwaitsDecision,
  correctionInvalid,
  correctionStands,
  movementCorrected,
} from './correction.outcomes.js';

export interface CorrectMovement {
  readonly source?: string | null;
  /** The sender's id of what is wrong; or, in its place, Retrace's. */
  readonly id?: string | null;
  readonly movementId?: string | null;
  readonly reason: CorrectionReason;
  readonly note?: string | null;
  readonly replacement?: MovementItem | null;
}

/** What is corrected: a movement that is there, or that a sender says will come. */
interface Target {
  readonly movementId: string;
  readonly sourceId: string;
  readonly sourceRef: string | null;
  readonly stored: MovementRow | null;
}

const LONGEST_ID = 200;
const LONGEST_NOTE = 2_000;

/**
 * Voids a movement, and records what happened instead if that is known; both or neither. The movement stays on record, and
 * need not have arrived yet. Sent again, a correction does nothing; another one of the same movement is refused, since the
 * first is final. While another content waits under its id, only QUALITY may end that.
 */
export async function correctMovement(context: Context, input: CorrectMovement) {
  const target = await readTarget(context, input);
  if (!('movementId' in target)) return correctionInvalid(target);
  requireOwnSite(context, target);

  const note = readNote(input.note);
  const read =
    input.replacement && withinSite(context, readMovement(input.replacement, target.sourceId, context.now()));
  const problems = [...problemsOf(note), ...(read?.problems ?? []).map(ofReplacement)];
  const replacement = read?.movement ?? null;
  if (replacement?.movementId === target.movementId) problems.push(SAME_ID);
  if (note instanceof InvalidText || problems.length > 0) return correctionInvalid(problems);

  const { movementId } = target;
  const correction = { movementId, reason: input.reason, replacementId: replacement?.movementId ?? null, note };
  return store(context, target, correction, replacement);
}

async function store(context: Context, target: Target, correction: Correction, replacement: Movement | null) {
  const origin: Origin = {
    captureId: randomUUID(),
    sourceId: target.sourceId,
    actorId: context.actor.id,
    recordedAt: context.now(),
  };
  if (replacement) await ensureReferences(context.db, [replacement]);
  try {
    const done = await context.db.transaction((tx) =>
      voidAndReplace(tx, context, origin, target, correction, replacement),
    );
    if (done.voided === 'VOIDED') await tellOfVoided(context, target);
    if (replacement && done.isNew) tellPlaces(context, [replacement]);
    return movementCorrected(correction, done);
  } catch (error) {
    if (error instanceof NothingDone) return error.answer;
    throw error;
  }
}

type NothingWasDone = ReturnType<typeof correctionInvalid | typeof correctionStands | typeof correctionAwaitsDecision>;

/** Ends the transaction without a trace, and carries the answer. */
class NothingDone extends Error {
  constructor(readonly answer: NothingWasDone) {
    super(answer.message);
  }
}

async function voidAndReplace(
  tx: Transaction,
  context: Context,
  origin: Origin,
  target: Target,
  correction: Correction,
  replacement: Movement | null,
): Promise<Corrected> {
  insertCapture(tx, origin);
  const [recorded] = replacement ? await captureMovements(tx, origin, [replacement]) : [];
  if (recorded?.verdict === 'CONFLICT') throw new NothingDone(correctionInvalid([IN_CONFLICT]));
  const voided = await voidMovement(tx, origin, { ...correction, sourceRef: target.sourceRef });
  if (voided === 'CORRECTED_BEFORE') await requireSame(tx, correction);
  else {
    if (voided === 'VOIDED' && context.actor.role !== 'QUALITY') await requireNoConflict(tx, correction);
    const { movementId, reason, replacementId, note } = correction;
    const detail = { reason, replacementId, arrived: voided === 'VOIDED' };
    recordAudit(tx, context, {
      action: 'correctMovement',
      objectKind: 'movement',
      objectId: movementId,
      reason: note,
      detail,
    });
  }
  const isThere = voided === 'VOIDED' || (voided === 'CORRECTED_BEFORE' && target.stored !== null);
  const warnings = [...(isThere ? [] : [NOTHING_TO_CORRECT]), ...(recorded?.warnings ?? [])];
  return { voided, isNew: recorded?.verdict === 'ACCEPTED', warnings };
}

async function requireSame(tx: Transaction, correction: Correction): Promise<void> {
  const [stands] = await correctionOfMovement.find(tx, [correction.movementId]);
  if (!stands) throw new Error('A correction that was found is not there.');
  const isSame = stands.reason === correction.reason && stands.replacementId === correction.replacementId;
  if (!isSame) throw new NothingDone(correctionStands(stands));
}

/** Asked when the movement is locked, so that a conflict either is here already or meets the correction. */
async function requireNoConflict(tx: Transaction, { movementId }: Correction): Promise<void> {
  const conflictIds = await undecidedConflictsOf(tx, movementId);
  if (conflictIds.length > 0) throw new NothingDone(correctionAwaitsDecision(movementId, conflictIds));
}

async function readTarget(context: Context, input: CorrectMovement): Promise<Target | readonly Problem[]> {
  if (input.movementId != null && input.id != null) return GIVEN_TWICE;
  if (input.movementId != null) return readKnownTarget(context, input.movementId);
  if (input.id == null) {
    return [problem('MISSING_FIELD', 'id', "Give `id`, the sender's id of the movement, or `movementId`.")];
  }
  const sourceRef = readLine(input.id, LONGEST_ID);
  if (sourceRef instanceof InvalidText) return [problem('INVALID_TEXT', 'id', `id ${sourceRef.reason}.`)];
  const source: SourceRow = await requireSource(context, input.source ?? null);
  const movementId = movementIdOf(source.id, sourceRef);
  return { movementId, sourceId: source.id, sourceRef, stored: await storedMovement(context, movementId) };
}

async function readKnownTarget(context: Context, movementId: string): Promise<Target | readonly Problem[]> {
  const stored = isUuid(movementId) ? await storedMovement(context, movementId) : null;
  if (!stored) return [problem('UNKNOWN_MOVEMENT', 'movementId', 'There is no movement with this id.')];
  const { sourceId, sourceRef } = stored;
  if (context.actor.sourceId !== null && context.actor.sourceId !== sourceId) {
    throw new Refusal('FORBIDDEN', 'Your API key records for another source than this movement came from.');
  }
  return { movementId: stored.id, sourceId, sourceRef, stored };
}

/** A key bound to a site corrects what happened there; what has not arrived may have happened anywhere. */
function requireOwnSite({ actor }: Context, { stored }: Target): void {
  if (actor.siteId === null || stored?.locationId === actor.siteId) return;
  throw new Refusal('FORBIDDEN', 'Your API key corrects movements that were recorded at its own site only.');
}

function readNote(text: string | null | undefined): string | null | InvalidText {
  return text == null || text.trim() === '' ? null : readParagraphs(text, LONGEST_NOTE);
}

function problemsOf(note: string | null | InvalidText): Problem[] {
  return note instanceof InvalidText ? [problem('INVALID_TEXT', 'note', `note ${note.reason}.`)] : [];
}

const problem = (code: Problem['code'], field: string, message: string): Problem => ({ code, field, message });
const ofReplacement = ({ code, field, message }: Problem) => problem(code, `replacement.${field}`, message);

const GIVEN_TWICE = ['id', 'movementId'].map((field) =>
  problem('GIVEN_TWICE', field, 'Both `id` and `movementId` name what is corrected; give one of them.'),
);
const SAME_ID = problem('SAME_ID', 'replacement.id', 'The replacement needs an id of its own.');
const IN_CONFLICT = problem(
  'SAME_ID',
  'replacement.id',
  'Another content is recorded under the id of the replacement; nothing was corrected.',
);

/** Read by itself and not remembered for the answer: it may arrive while the correction waits for its key. */
async function storedMovement({ db }: Context, movementId: string): Promise<MovementRow | null> {
  const [stored] = await movementById.find(db, [movementId]);
  return stored ?? null;
}

/** What stands in memory or on a screen is out of date. */
async function tellOfVoided(context: Context, { movementId }: Target): Promise<void> {
  const voided = await storedMovement(context, movementId);
  if (voided?.locationId) tellPlaces(context, [{ movementId, place: { locationId: voided.locationId } }]);
  if (voided?.declaration) batchById.forget(context.db, [voided.declaration.batchId]);
}
