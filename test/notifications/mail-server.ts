import type { AddressInfo, Socket } from 'node:net';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail that arrived: what the envelope said, and what was in it. */
export interface Arrival {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface MailServer {
  readonly url: string;
  readonly arrivals: Arrival[];
  close(): Promise<void>;
}

/** How the server behaves towards what it would otherwise take: an SMTP code, or hanging up with the whole mail in hand. */
export interface Conduct {
  readonly toRecipient?: (address: string) => number | null;
  readonly toMessage?: (address: string) => number | 'hangs up' | null;
}

/** A real SMTP server on loopback that keeps what it takes over. */
export async function startMailServer(conduct: Conduct = {}, options: SMTPServerOptions = {}): Promise<MailServer> {
  const arrivals: Arrival[] = [];
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const code = conduct.toRecipient?.(address);
      done(code ? refusal(code, `mailbox <${address}> says no`) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        const answer = conduct.toMessage?.(to[0] ?? '') ?? null;
        if (typeof answer === 'number') {
          done(refusal(answer, 'message refused'));
          return;
        }
        arrivals.push({ from: mailFrom ? mailFrom.address : '', to, raw: Buffer.concat(chunks).toString() });
        if (answer === 'hangs up') sockets.get(session.remotePort)?.destroy();
        else done(null);
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => sockets.set(socket.remotePort ?? 0, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

export function read(arrival: Arrival | undefined): Promise<ParsedMail> {
  if (!arrival) throw new Error('No mail arrived.');
  return simpleParser(arrival.raw);
}

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
