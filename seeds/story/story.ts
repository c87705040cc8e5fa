import { answerNotice, readMail, readProgress } from './answer.js';
import { approveOwnRecall, approveRecall, submitRecall } from './approve.js';
import type { Cast } from './cast.js';
import { findUnit, locateBatch, whatToTell } from './locate.js';
import { draftRecall, previewRecall, sendTest } from './prepare.js';
import { awaitMails, launchRecall } from './tell.js';
import type { Narrator } from './terminal.js';

/** From a call about one leaking can to customers who were told and have answered. */
export async function tellStory(cast: Cast, narrator: Narrator): Promise<void> {
  const batch = await narrator.step('A shop calls: a can leaks. Which one is it?', () => findUnit(cast));
  await narrator.step('Where is the rest of its batch?', () => locateBatch(cast, batch));

  const draft = await narrator.step('Quality drafts a recall', () => draftRecall(cast, batch));
  await narrator.step('What would it do?', () => previewRecall(cast, draft));
  await narrator.step('How does the notice look in a mail program?', () => sendTest(cast, draft));

  await narrator.step('It is submitted', () => submitRecall(cast, draft));
  await narrator.step('Its author tries to approve it', () => approveOwnRecall(cast, draft));
  await narrator.step('A second person approves it', () => approveRecall(cast, draft));

  const launch = await narrator.step('It is launched', () => launchRecall(cast, draft));
  await narrator.step('Mails arrive', () => awaitMails(cast, draft, launch));
  const link = await narrator.step('The shop reads its mail', () => readMail(cast, launch));
  await narrator.step('The shop answers by the link', () => answerNotice(link));

  await narrator.step('How far is it?', () => readProgress(cast, draft));
  await narrator.step('Another caller asks about the same can', () => whatToTell(cast));
  narrator.summary();
}
