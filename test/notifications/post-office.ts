import { randomUUID } from 'node:crypto';

import pino from 'pino';

import type { DispatcherOptions } from '../../src/notifications/dispatch/dispatch.js';
import { createDispatcher } from '../../src/notifications/dispatch/dispatcher.js';
import { freezeNotifications, type Notification, type Recipient } from '../../src/notifications/index.js';
import { findNotifications } from '../../src/notifications/notification.query.js';
import type { Mail, MailChannel, MailReport } from '../../src/platform/mail.js';
import type { World } from '../support/world.js';
import { noticeContent } from './notice-content.js';

const randomId = (): string => randomUUID();

const FAST = { perSecond: 1_000_000, burst: 1_000_000 };

/** A recall's notices on their way, in few words. */
export class PostOffice {
  constructor(private readonly world: World) {}

  /** Every test finds nothing on its way. */
  async clear(): Promise<void> {
    for (const table of ['notification_attempt', 'notification', 'notification_wave', 'sending_pause', 'mail_outage']) {
      await this.world.db.rows(`test_clear_${table}`, `delete from ${table}`);
    }
  }

  /** A party with this address; null: none. */
  async recipient(email: string | null, partyKind: Recipient['partyKind'] = 'CUSTOMER'): Promise<Recipient> {
    const [recipient] = await this.recipients([email], partyKind);
    if (!recipient) throw new Error('No recipient was made.');
    return recipient;
  }

  async recipients(
    emails: readonly (string | null)[],
    partyKind: Recipient['partyKind'] = 'CUSTOMER',
  ): Promise<Recipient[]> {
    const partyIds = emails.map(() => randomUUID());
    await this.world.db.rows(
      'test_contacts',
      `
      insert into contact (contact_id, party_kind, party_id, role, code, email, phone, registered_at)
      select gen_random_uuid(), $1, party.id, $2, case $1 when 'INTERNAL' then party.id::text end, party.email, '+49 30 1', $3
      from unnest($4::uuid[], $5::text[]) as party (id, email)
      `,
      [partyKind, partyKind === 'INTERNAL' ? 'INTERNAL' : 'RECALL_CONTACT', this.world.clock, partyIds, emails],
    );
    return partyIds.map((partyId) => ({ partyKind, partyId, channel: 'EMAIL', language: 'en' }));
  }

  /** Freezes one wave of a recall in a transaction of its own. */
  async launch(recipients: readonly Recipient[], { recallId = randomId(), wave = 'CUSTOMER' } = {}) {
    const { secrets } = this.world.retrace();
    const at = this.world.clock;
    await this.world.db.transaction((tx) => freezeNotifications(tx, { secrets, recallId, wave, recipients, at }));
    return recallId;
  }

  dispatcher(channel: MailChannel, options: Partial<DispatcherOptions> = {}) {
    return createDispatcher({
      service: this.world.retrace(),
      channel,
      render: () => Promise.resolve(noticeContent()),
      announce: () => undefined,
      log: pino({ level: 'silent' }),
      limits: { overall: FAST, perDomain: FAST },
      ...options,
    });
  }

  notifications(recallId: string): Promise<Notification[]> {
    return findNotifications(this.world.db, { recallId, states: null, wave: null }, 10_000, null);
  }

  async only(recallId: string): Promise<Notification> {
    const [notification, ...others] = await this.notifications(recallId);
    if (!notification || others.length > 0) throw new Error('Not exactly one notification.');
    return notification;
  }

  /** The clock of the world goes on; nothing sleeps. */
  pass(minutes: number): void {
    this.world.clock = new Date(this.world.clock.getTime() + minutes * 60_000);
  }
}

type Result = MailReport['result'];

/** A channel that reports what the test wants, and keeps what it was given. */
export function scriptedChannel(report: (mail: Mail, nth: number) => Result | Promise<Result>) {
  const sent: Mail[] = [];
  return {
    sent,
    sends: true,
    async send(mail: Mail): Promise<MailReport> {
      sent.push(mail);
      return { result: await report(mail, sent.length), reply: 'as the test says' };
    },
    close: () => undefined,
  };
}

/** A channel that holds its message until it is told what became of it. */
export function slowChannel() {
  let report: (result: Result) => void = () => undefined;
  let arrive: () => void = () => undefined;
  const reported = new Promise<Result>((resolve) => (report = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const channel = scriptedChannel(() => {
    arrive();
    return reported;
  });
  return {
    ...channel,
    arrived,
    report: (result: Result) => {
      report(result);
    },
  };
}
