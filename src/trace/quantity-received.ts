import { Decimal } from 'decimal.js';

import type { CountedQuantity } from '../products/index.js';

/**
 * How a quantity came to a customer. SENT by us and HANDED over may be the same goods, scanned twice. SENT_ON by another
 * customer, it is handed over by a scan that does not say so. What came ONCE has no second scan: on a logistic unit, or
 * handed over by another customer. What was TAKEN from their site had come there, by one of these ways or unseen.
 */
export type Handling = 'SENT' | 'HANDED' | 'SENT_ON' | 'ONCE' | 'TAKEN';

/** How much of a batch reached a customer, in one kind of quantity; told in the order in which it moved. */
export class QuantityReceived {
  private sent = new Decimal(0);
  private handed = new Decimal(0);
  private once = new Decimal(0);
  private taken = new Decimal(0);
  /** Of what other customers sent, what is not handed over yet. */
  private onTheWay = new Decimal(0);

  constructor(private readonly of: CountedQuantity) {}

  add(how: Handling, quantity: Decimal): void {
    switch (how) {
      case 'SENT':
        this.sent = this.sent.plus(quantity);
        break;
      case 'SENT_ON':
        this.once = this.once.plus(quantity);
        this.onTheWay = this.onTheWay.plus(quantity);
        break;
      case 'HANDED':
        this.hand(quantity);
        break;
      case 'ONCE':
        this.once = this.once.plus(quantity);
        break;
      case 'TAKEN':
        this.taken = this.taken.plus(quantity);
    }
  }

  /** Of what we sent and what was handed over, the greater is what reached them: many senders never post one of both. */
  get total(): CountedQuantity {
    const came = Decimal.max(this.sent, this.handed).plus(this.once);
    return { ...this.of, quantity: Decimal.max(came, this.taken).toFixed() };
  }

  /** What another customer had sent is counted already. The rest was ours. */
  private hand(quantity: Decimal): void {
    const sentOn = Decimal.min(quantity, this.onTheWay);
    this.onTheWay = this.onTheWay.minus(sentOn);
    this.handed = this.handed.plus(quantity.minus(sentOn));
  }
}
