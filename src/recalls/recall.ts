import type { RecallClass, RecallKind, RecallStatus } from './recall.rules.js';
import type { Scope } from './scope/scope.js';

/** What people write into a recall, and what is approved: any change to it is another version. */
export interface RecallContent {
  readonly kind: RecallKind;
  readonly recallClass: RecallClass;
  readonly title: string;
  /** One for each language, in the languages' order. */
  readonly texts: readonly RecallText[];
  /** The company's, printed in every notice. */
  readonly contactPhone: string | null;
  readonly contactEmail: string | null;
  readonly answerWithinDays: number;
  readonly scope: Scope;
}

export interface RecallText {
  /** Two letters (ISO 639-1). */
  readonly language: string;
  readonly reason: string;
  readonly hazard: string;
  readonly whatToDo: string;
  readonly remedy: string | null;
}

/** The case as it stands. */
export interface Recall extends RecallContent {
  readonly id: string;
  /** Counts every move, where `version` counts contents only. */
  readonly revision: number;
  readonly version: number;
  readonly status: RecallStatus;
  /** Everyone who wrote any part of the content as it stands. */
  readonly editorIds: readonly string[];
  readonly createdAt: Date;
  readonly submittedBy: string | null;
  /** Names exactly what was submitted; an approval repeats it. */
  readonly submittedHash: string | null;
  readonly approvedBy: string | null;
  readonly approvedHash: string | null;
  readonly launchedAt: Date | null;
  readonly closedAt: Date | null;
  /** When its scope was last evaluated since its launch; null before. */
  readonly followedAt: Date | null;
  /** The last capture that this knew; null while there was none. */
  readonly followedThrough: Date | null;
}

/** The number by which people quote a recall on the phone: the day it was drafted and the end of its id. */
export function referenceOf({ id, createdAt }: Pick<Recall, 'id' | 'createdAt'>): string {
  return `R-${createdAt.toISOString().slice(0, 10).replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`;
}
