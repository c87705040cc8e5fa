import { randomUUID } from 'node:crypto';

import { isConnectionFailure, isStatementTimeout } from '../../platform/database/retry.js';
import type { Progress } from '../progress.js';
import { type AnsweringService, answerQuestion } from './answer-question.js';
import { deletePartsOfRuns, insertParts } from './inquiry-part.query.js';
import { groupsOfParts } from './parts-of-answer.js';
import { type Claim, claimInquiry, endRun, type Ending, noteProgress, renewLease } from './run.query.js';

/** A run that was not heard of for so long has died. Its statements may take longer, so it is heard of beside them. */
const LEASE_MS = 60_000;
/** After so many runs that nobody heard the end of, it is not the machine's fault. */
const MOST_ATTEMPTS = 3;

class Stopped extends Error {}

/** Answers the inquiry that has waited longest; false when none waits. Told to stop, it leaves its inquiry to another run. */
export async function answerInquiry(
  service: AnsweringService,
  signal: AbortSignal,
  onFault: (error: unknown) => void = () => undefined,
  leaseMs = LEASE_MS,
): Promise<boolean> {
  const { db, now } = service;
  const leaseUntil = () => new Date(now().getTime() + leaseMs);
  const claim = await claimInquiry(db, { token: randomUUID(), now: now(), leaseUntil: leaseUntil() });
  if (!claim) return false;
  const heartbeat = setInterval(() => {
    // The next one may come through; if none does, another run takes over.
    renewLease(db, claim, leaseUntil()).catch(() => undefined);
  }, leaseMs / 3);
  const heard: Heard = {
    progress: async (done, total) => {
      if (signal.aborted || !(await noteProgress(db, claim, { done, total, leaseUntil: leaseUntil() }))) {
        throw new Stopped();
      }
    },
    ofLife: async () => {
      if (signal.aborted || !(await renewLease(db, claim, leaseUntil()))) throw new Stopped();
    },
  };
  try {
    await run(service, claim, heard, onFault);
  } finally {
    clearInterval(heartbeat);
  }
  return true;
}

/** How a run is heard of. What it hears in turn, that it is to stop or has lost its inquiry, is thrown. */
interface Heard {
  readonly progress: Progress;
  readonly ofLife: () => Promise<void>;
}

async function run(
  service: AnsweringService,
  claim: Claim,
  heard: Heard,
  onFault: (error: unknown) => void,
): Promise<void> {
  const { db, now } = service;
  let isAnswered = false;
  try {
    const ending = claim.attempts > MOST_ATTEMPTS ? GIVEN_UP : await answer(service, claim, heard);
    isAnswered = (await endRun(db, claim, { ...ending, now: now() })) && ending.answer !== null;
  } catch (error) {
    const stopped = error instanceof Stopped;
    if (!stopped && !isConnectionFailure(error)) onFault(error);
    await endRun(db, claim, { answer: null, failure: reasonOf(error, claim), stopped, now: now() });
  }
  // What stays behind is seen by nobody, and deleted with the inquiry.
  await deletePartsOfRuns(db, claim, isAnswered ? 'OTHERS' : 'THIS').catch(onFault);
}

type EndingOfRun = Omit<Ending, 'now'>;

const GIVEN_UP: EndingOfRun = {
  answer: null,
  failure: `It was begun ${MOST_ATTEMPTS} times, and none of these runs came to an end.`,
};

/** Its parts are kept before it ends, and are its own: whatever happens in between, an answer is there as a whole or not at all. */
async function answer(service: AnsweringService, claim: Claim, heard: Heard): Promise<EndingOfRun> {
  const { parts, ...found } = await answerQuestion(service, claim.inquiry, heard.progress);
  for (const group of groupsOfParts(parts)) {
    await insertParts(service.db, claim, group);
    await heard.ofLife();
  }
  return { ...found, failure: null };
}

/** Why there is no answer; null when another run may find one. */
function reasonOf(error: unknown, { attempts }: Claim): string | null {
  if (isStatementTimeout(error)) return 'It took longer than even an inquiry may.';
  if (error instanceof Stopped || isConnectionFailure(error) || attempts < MOST_ATTEMPTS) return null;
  return 'It could not be answered; the log says why.';
}
