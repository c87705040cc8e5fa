import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ArrivedMail {
  readonly to: string;
  readonly arrivedAt: number;
  readonly mail: ParsedMail;
}

/** A real SMTP server on this machine, which delivers to nobody and keeps what it got. */
export class Inbox {
  readonly arrived: ArrivedMail[] = [];
  private readonly arrivals = new EventEmitter();
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      void simpleParser(stream).then((mail) => {
        for (const { address } of envelope.rcptTo) {
          this.arrived.push({ to: address, arrivedAt: performance.now(), mail });
        }
        this.arrivals.emit('mail');
        done();
      }, done);
    },
  });

  /** Port 0: any that is free. */
  static async open(port: number): Promise<Inbox> {
    const inbox = new Inbox();
    inbox.server.listen(port, '127.0.0.1');
    await once(inbox.server.server, 'listening');
    return inbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The first mail to this address after the first `skipped` mails; waits for it if need be. */
  async mailTo(address: string, skipped: number, patience: AbortSignal): Promise<ArrivedMail> {
    for (;;) {
      const found = this.arrived.slice(skipped).find(({ to }) => to === address);
      if (found) return found;
      await once(this.arrivals, 'mail', { signal: patience });
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => {
      this.server.close(closed);
    });
  }
}
