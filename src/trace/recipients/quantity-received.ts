import { Decimal } from '../../gs1/index.js';
import type { CountedQuantity } from '../../products/index.js';

/**
 * How a quantity came to a customer. SENT by us, HANDED over and RECEIVED at their own site may be the same goods, scanned
 * two or three times. SENT_ON by another customer, it is handed over and received by scans that do not say so; HANDED_ON by
 * one, it is received by such a scan. What came ONCE has no second scan: on a logistic unit. What was TAKEN from their site
 * had come there, by one of these ways or unseen; so had what was FOUND in a container there, unless it was made there, and what
 * was SEEN there, of which several scans may see the same.
 */
export type Handling = 'SENT' | 'HANDED' | 'RECEIVED' | 'SENT_ON' | 'HANDED_ON' | 'ONCE' | 'TAKEN' | 'FOUND' | 'SEEN';

/** Of these, the scans that say where goods came, and not from whom. */
type Scan = Extract<Handling, 'HANDED' | 'RECEIVED'>;

const ZERO = new Decimal(0);

/** What scans of one kind say. */
class Scanned {
  ofOurs = ZERO;
  private ofOthers = ZERO;

  copy(): Scanned {
    return Object.assign(new Scanned(), this);
  }

  add(quantity: Decimal, sentByOthers: Decimal): void {
    const ours = this.oursOf(quantity, sentByOthers);
    this.ofOthers = this.ofOthers.plus(quantity.minus(ours));
    this.ofOurs = this.ofOurs.plus(ours);
  }

  /** What other customers had sent is counted already. The rest was ours. */
  oursOf(quantity: Decimal, sentByOthers: Decimal): Decimal {
    return quantity.minus(Decimal.min(quantity, sentByOthers.minus(this.ofOthers)));
  }
}

/** How much of a batch reached a customer, in one kind of quantity; told in the order in which it moved. */
export class QuantityReceived {
  private sent = ZERO;
  private once = ZERO;
  private taken = ZERO;
  private found = ZERO;
  private seen = ZERO;
  private handed = new Scanned();
  private received = new Scanned();
  /** By other customers. */
  private sentOn = ZERO;
  private handedOn = ZERO;

  constructor(private readonly of: CountedQuantity) {}

  copy(): QuantityReceived {
    const { handed, received } = this;
    return Object.assign(new QuantityReceived(this.of), this, { handed: handed.copy(), received: received.copy() });
  }

  add(how: Handling, quantity: Decimal): void {
    switch (how) {
      case 'SENT':
        this.sent = this.sent.plus(quantity);
        break;
      case 'HANDED':
        this.handed.add(quantity, this.sentByOthers(how));
        break;
      case 'RECEIVED':
        this.received.add(quantity, this.sentByOthers(how));
        break;
      case 'SENT_ON':
        this.sentOn = this.sentOn.plus(quantity);
        break;
      case 'HANDED_ON':
        this.handedOn = this.handedOn.plus(quantity);
        break;
      case 'ONCE':
        this.once = this.once.plus(quantity);
        break;
      case 'TAKEN':
        this.taken = this.taken.plus(quantity);
        break;
      case 'FOUND':
        this.found = this.found.plus(quantity);
        break;
      case 'SEEN':
        this.seen = Decimal.max(this.seen, quantity);
    }
  }

  /** Whether all of what is told by such a scan is what other customers had sent. */
  isOfOthers(how: Scan | 'SEEN', quantity: Decimal): boolean {
    if (how === 'SEEN') return this.ours.isZero() && quantity.lessThanOrEqualTo(this.sentOn.plus(this.handedOn));
    return this.scanned(how).oursOf(quantity, this.sentByOthers(how)).isZero();
  }

  /** What of it nothing else told of yet: nobody had sent it, nor was it scanned in the other way. */
  unexpected(how: Scan, quantity: Decimal): Decimal {
    const scanned = this.scanned(how);
    const ours = scanned.ofOurs.plus(scanned.oursOf(quantity, this.sentByOthers(how)));
    return Decimal.max(ours.minus(this.ours), 0);
  }

  private scanned(how: Scan): Scanned {
    return how === 'HANDED' ? this.handed : this.received;
  }

  private sentByOthers(how: Scan): Decimal {
    return how === 'HANDED' ? this.sentOn : this.sentOn.plus(this.handedOn);
  }

  /** Of what we sent, what was handed over and what they received, the greatest reached them: few senders post all three. */
  private get ours(): Decimal {
    return Decimal.max(this.sent, this.handed.ofOurs, this.received.ofOurs);
  }

  get total(): CountedQuantity {
    const came = this.ours.plus(this.sentOn).plus(this.handedOn).plus(this.once);
    return { ...this.of, quantity: Decimal.max(came, this.taken, this.found, this.seen).toFixed() };
  }
}
