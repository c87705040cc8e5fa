import type { RequestHandler } from 'express';

import type { Service } from '../../platform/context.js';
import { html, type Html } from '../../platform/http/html.js';
import type { Pages } from '../../platform/http/pages.js';
import { renderNotice } from '../notice/render-notice.js';
import type { Notification, Renderer } from '../notification.js';
import { findNotification } from '../notification.query.js';
import { emailOf } from '../recipient-email.js';
import { findKept } from './kept.query.js';

const SHOWN = 100;
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * What would have been sent if there were a mail server: for development, where it is the only way to see a mail. It shows
 * addresses without asking for a key, so it answers this machine alone, and is not served in production.
 */
export function outboxPages({ db }: Pick<Service, 'db'>, render: Renderer): Pages {
  const list: RequestHandler = async (_request, response) => {
    const kept = await findKept(db, SHOWN);
    const entries = await Promise.all(kept.map(entryOf));
    response.type('html').send(listPage(entries).text);
  };

  const show: RequestHandler<{ notificationId: string }> = async (request, response, next) => {
    const notification = await findNotification(db, request.params.notificationId);
    if (!notification) {
      next();
      return;
    }
    // The message as it is, styles and all; helmet's policy lets nothing in it run.
    response.type('html').send(renderNotice(await render(db, notification), notification.language).html);
  };

  async function entryOf(notification: Notification): Promise<Entry> {
    const { subject } = renderNotice(await render(db, notification), notification.language);
    return { notification, subject, to: (await emailOf(db, notification)) ?? '' };
  }

  return (app) => {
    app.use('/outbox', onlyThisMachine);
    app.get('/outbox', list);
    app.get('/outbox/:notificationId', show);
  };
}

/** The socket's own address: a proxy's word for another is not taken, and a proxy in front is not this machine's developer. */
const onlyThisMachine: RequestHandler = (request, response, next) => {
  const isHere = LOOPBACK.test(request.socket.remoteAddress ?? '') && request.get('x-forwarded-for') === undefined;
  if (isHere) {
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    next();
  } else {
    response.status(404).type('text/plain').send('There is nothing here.\n');
  }
};

interface Entry {
  readonly notification: Notification;
  readonly subject: string;
  readonly to: string;
}

function listPage(entries: readonly Entry[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Outbox</title>
      </head>
      <body style="font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5">
        <h1>Outbox</h1>
        <p>
          No mail server is configured (<code>SMTP_URL</code>), so messages are kept here. The newest ${SHOWN} are
          shown.
        </p>
        ${entries.length === 0 ? html`<p>Nothing yet: launch a recall.</p>` : ''}
        <ul>
          ${entries.map(
            ({ notification, subject, to }) =>
              html`<li>
                ${notification.stateAt.toISOString()} · <bdi>${to}</bdi><br />
                <a href="/outbox/${notification.notificationId}"><bdi>${subject}</bdi></a>
              </li>`,
          )}
        </ul>
      </body>
    </html>`;
}
