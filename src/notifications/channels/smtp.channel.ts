import type { Readable } from 'node:stream';

import { createTransport } from 'nodemailer';
import type Mailer from 'nodemailer/lib/mailer/index.js';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';

import type { Mail, MailChannel } from '../../platform/mail.js';
import { parseMailAddress } from '../../platform/mail-address.js';
import { InvalidText } from '../../platform/text.js';
import { reportOfFailure, type Stage } from './smtp-report.js';
import { withoutAddresses } from './without-addresses.js';

export interface SmtpOptions {
  /** `smtp://` upgrades to TLS where the server offers it (`?requireTLS=true` insists), `smtps://` begins with it. */
  readonly url: string;
  /** The sender, of the envelope too: bounces come back to it. */
  readonly from: string;
  /** The name shown beside the sender. */
  readonly fromName: string;
  readonly connections?: number;
  /** A message that takes longer is given up. Well below the dispatcher's lease. */
  readonly sendTimeoutMs?: number;
}

// Newer than their type declarations.
type PoolOptions = SMTPPool.Options & { readonly maxRequeues: number };
type SendOptions = Mailer.Options & { readonly signal: AbortSignal };

/** Hands messages to the company's mail server, one recipient each. */
export function smtpChannel(options: SmtpOptions): MailChannel {
  const sender = parseMailAddress(options.from);
  if (sender instanceof InvalidText) throw new Error(`The sender's address, "${options.from}", ${sender.reason}.`);
  const transport = createTransport(poolOptions(options));
  const stages = watchStages(transport);

  return {
    sends: true,
    async send(mail) {
      const messageId = `<${mail.messageId}@${sender.domain}>`;
      const signal = AbortSignal.timeout(options.sendTimeoutMs ?? 45_000);
      const message: SendOptions = { ...headersOf(mail, options), messageId, signal };
      try {
        const { response } = await transport.sendMail(message);
        return { result: 'ACCEPTED', reply: withoutAddresses(response) };
      } catch (error) {
        return reportOfFailure(error, stages.of(messageId));
      } finally {
        stages.forget(messageId);
      }
    },
    close: () => {
      transport.close();
    },
  };
}

function poolOptions({ url, connections = 5 }: SmtpOptions): PoolOptions {
  return {
    url,
    pool: true,
    maxConnections: connections,
    // A pooled connection that the server closed meanwhile is replaced, as long as nothing of the message has left.
    maxRequeues: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function headersOf(mail: Mail, { from, fromName }: SmtpOptions): Mailer.Options {
  return {
    from: { name: fromName, address: from },
    to: { name: '', address: mail.to },
    // Said outright, so that nothing in a header can add a recipient.
    envelope: { from, to: mail.to },
    ...(mail.replyTo && { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    xMailer: false,
    // RFC 3834: holiday notices do not answer it. No List or Precedence header: this is no newsletter, and must not be
    // sorted as one.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    ...(mail.urgent && { priority: 'high' }),
  };
}

/**
 * How far the messages under way have come. nodemailer opens a message's stream when it has a session for it, and reads it
 * once the server has agreed to take it.
 */
function watchStages(transport: ReturnType<typeof createTransport>) {
  const streams = new Map<string, Readable>();
  transport.use('stream', (mail, done) => {
    const { message } = mail;
    const createReadStream = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = createReadStream(options);
      streams.set(message.messageId(), stream);
      return stream;
    };
    done();
  });
  return {
    of(messageId: string): Stage {
      const stream = streams.get(messageId);
      if (!stream) return 'CONNECTING';
      return stream.readableDidRead ? 'HANDED_OVER' : 'IN_SESSION';
    },
    forget: (messageId: string) => streams.delete(messageId),
  };
}
