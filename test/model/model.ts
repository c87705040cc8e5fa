import type { CorrectionReason } from '../../src/movements/correction.js';
import type { MovementStatus } from '../../src/movements/movement-status.js';
import { movementId } from '../../src/movements/movement-id.js';
import { sourceId } from '../../src/parties/index.js';
import { type Happening, itemOf, type Realm } from '../movements/arbitrary-history.js';
import { type Event, eventOf, idsIn } from '../movements/plain-ledger.js';
import { SOURCE } from '../support/supply-chain.js';
import type { ModelRecall } from './model-recall.js';

/** A movement as a sender sends it: under a number of his, by which it is sent again. */
export interface Numbered {
  readonly number: number;
  readonly happening: Happening;
}

interface Correction {
  readonly reason: CorrectionReason;
  readonly replacementRef: string | null;
}

/** Another content under the id of a movement that was on record. */
export interface ModelConflict {
  readonly ref: string;
  readonly other: Numbered;
  decision: 'KEPT' | 'REPLACED' | null;
}

/**
 * What Retrace should know of the goods of one realm, as plainly as it can be said: a table of what was first sent under
 * each id, what was corrected, and what is disputed.
 */
export class Model {
  readonly #entries = new Map<string, Numbered>();
  readonly #corrections = new Map<string, Correction>();
  readonly conflicts: ModelConflict[] = [];
  readonly recalls: ModelRecall[] = [];
  /** The sender's own book: what happened, by number, whether it was sent or not. */
  readonly book: Happening[] = [];

  constructor(readonly realm: Realm) {}

  /** Writes into the sender's book. */
  note(happening: Happening): Numbered {
    return { number: this.book.push(happening) - 1, happening };
  }

  refOf(number: number): string {
    return `${this.realm.prefix}any-${number}`;
  }

  /** The verdict on a movement that is sent. */
  record(sent: Numbered, ref = this.refOf(sent.number)): 'ACCEPTED' | 'DUPLICATE' | 'CONFLICT' {
    const first = this.#entries.get(ref);
    if (!first) {
      this.#entries.set(ref, sent);
      return 'ACCEPTED';
    }
    if (isSame(first, sent)) return 'DUPLICATE';
    const isKnown = this.conflicts.some((one) => one.ref === ref && isSame(one.other, sent));
    if (!isKnown) this.conflicts.push({ ref, other: sent, decision: null });
    return 'CONFLICT';
  }

  correct(
    number: number,
    replacement: Numbered | null,
    role: 'WAREHOUSE' | 'QUALITY',
  ): 'MovementCorrected' | 'CorrectionStands' | 'CorrectionInvalid' | 'CorrectionAwaitsDecision' {
    const ref = this.refOf(number);
    const correction: Correction = {
      reason: replacement ? 'INCORRECT_DATA' : 'DID_NOT_OCCUR',
      replacementRef: replacement ? this.refOf(replacement.number) : null,
    };
    if (replacement?.number === number || (replacement && this.#isAnother(replacement))) return 'CorrectionInvalid';
    const stands = this.#corrections.get(ref);
    if (stands) return stands.replacementRef === correction.replacementRef ? 'MovementCorrected' : 'CorrectionStands';
    const awaitsDecision = this.conflicts.some((one) => one.ref === ref && this.#isOpen(one));
    if (awaitsDecision && role !== 'QUALITY') return 'CorrectionAwaitsDecision';
    if (replacement) this.record(replacement);
    this.#corrections.set(ref, correction);
    return 'MovementCorrected';
  }

  resolve(
    conflict: ModelConflict,
    decision: 'KEEP' | 'REPLACE',
    refOfReplacement: string,
  ): 'MovementConflictResolved' | 'MovementConflictAlreadyDecided' {
    const wanted = decision === 'KEEP' ? 'KEPT' : 'REPLACED';
    if (conflict.decision === wanted) return 'MovementConflictResolved';
    if (!this.#isOpen(conflict)) return 'MovementConflictAlreadyDecided';
    conflict.decision = wanted;
    if (decision === 'REPLACE') {
      this.record(conflict.other, refOfReplacement);
      this.#corrections.set(conflict.ref, { reason: 'INCORRECT_DATA', replacementRef: refOfReplacement });
    }
    return 'MovementConflictResolved';
  }

  /** What happened, as far as it counts. */
  events(): Event[] {
    return [...this.#entries].flatMap(([ref, one]) => (this.#corrections.has(ref) ? [] : this.#eventOf(one, ref)));
  }

  statusOf(number: number): MovementStatus['status'] {
    const ref = this.refOf(number);
    if (this.#corrections.has(ref)) return 'CORRECTED';
    if (!this.#entries.has(ref)) return 'UNKNOWN';
    return this.conflicts.some((one) => one.ref === ref && this.#isOpen(one)) ? 'CONFLICT' : 'RECORDED';
  }

  /** Everything that either version of an open conflict says anything of. */
  inDoubt(): Set<string> {
    const { batchIds } = idsIn(this.realm);
    const versions = this.conflicts
      .filter((one) => this.#isOpen(one))
      .flatMap(({ ref, other }) => [other, this.#entries.get(ref) ?? other]);
    return new Set(
      versions.flatMap((one) => {
        const event = this.#eventOf(one, '');
        const { quantity, kind } = one.happening;
        const counted = [...(quantity === null ? [] : [quantity]), ...(kind === 'transform' ? [0] : [])];
        return [
          ...event.goodsIds,
          ...(event.containerId === null ? [] : [event.containerId]),
          ...counted.flatMap((i) => batchIds[i] ?? []),
        ];
      }),
    );
  }

  #isOpen({ ref, decision }: ModelConflict): boolean {
    return decision === null && !this.#corrections.has(ref);
  }

  #isAnother(sent: Numbered): boolean {
    const first = this.#entries.get(this.refOf(sent.number));
    return first !== undefined && !isSame(first, sent);
  }

  #eventOf({ number, happening }: Numbered, ref: string): Event {
    return eventOf(happening, number, movementId(sourceId(SOURCE), ref), this.realm);
  }
}

/** What is declared holds whenever it is said. */
function isSame(one: Numbered, other: Numbered): boolean {
  const saying = ({ happening }: Numbered) => {
    const { occurredAt, ...rest } = itemOf(happening, 0);
    return JSON.stringify({ ...rest, occurredAt: happening.kind === 'declare' ? null : occurredAt });
  };
  return saying(one) === saying(other);
}
