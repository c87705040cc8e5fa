/** Mail as the rest of Retrace sees it: one message goes out to one address, and the channel says what became of it. */
export interface MailChannel {
  /** False: there is no mail server, and whatever is sent is kept. */
  readonly sends: boolean;
  /** Never throws for what the outside does: whatever happened is the report. */
  send(mail: Mail): Promise<MailReport>;
  /** Ends open connections. */
  close(): void;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** The part of the Message-ID before the @. The same message sent again carries the same one. */
  readonly messageId: string;
  readonly replyTo: string | null;
  readonly urgent: boolean;
}

export type MailReport =
  /** The mail server took the message over. That is not yet a delivery. */
  | { readonly result: 'ACCEPTED'; readonly reply: string }
  /** There is no mail server; the message can be read in Retrace. */
  | { readonly result: 'KEPT'; readonly reply: string }
  /** Refused for good: trying again would be refused again. */
  | { readonly result: 'BOUNCED'; readonly reply: string }
  /** Refused for now. */
  | { readonly result: 'DEFERRED'; readonly reply: string }
  /** The server could not be used at all, by no message; this one was not handed over. */
  | { readonly result: 'UNAVAILABLE'; readonly reply: string }
  /** The line broke when the message may have been handed over already. */
  | { readonly result: 'UNKNOWN'; readonly reply: string };
