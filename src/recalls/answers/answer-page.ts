import express, { type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';

import { findByToken, LANGUAGES, type Notification, type Words, wordsFor } from '../../notifications/index.js';
import { RETRACE } from '../../platform/access/actor.js';
import { type Context, contextFor, type Service } from '../../platform/context.js';
import type { Html } from '../../platform/http/html.js';
import type { Pages } from '../../platform/http/pages.js';
import { requestIdOf } from '../../platform/http/request-id.js';
import { contentOf, quantityOf } from '../notices/notice-content.js';
import { frozenRecipientByKey, recipientKey } from '../recipients/recall-recipient.query.js';
import { type AnswerView, formPage, notValidPage, slowDownPage, thanksPage } from './answer-page.view.js';
import { answerByNotification } from './answer.query.js';
import { type AnswerForm, readAnswer } from './read-answer.js';
import { recordAnswer } from './record-answer.js';

const LARGEST_FORM = '16kb';
const MOST_FIELDS = 20;
/** One office behind one address answers for many branches; a guesser would need 2^127 tries. */
const REQUESTS_A_MINUTE = 60;

/**
 * The page behind the link of a notice (`reliability.md` R37): no login, no script. Whoever has the link answers for its
 * recipient. Reading it changes nothing, since mail scanners open every link; only the form's POST does.
 */
export function answerPages(service: Service): Pages {
  /** The page's parts, or null for a link that is not valid, for whatever reason. */
  async function open(
    context: Context,
    token: string,
  ): Promise<{ notification: Notification; view: AnswerView } | null> {
    const notification = await findByToken(context.db, token, context.now());
    if (!notification || notification.partyKind === 'INTERNAL') return null;
    const content = await contentOf(context, notification);
    const recipient = await context.load(frozenRecipientByKey, recipientKey(notification));
    const { words, language } = wordsFor(notification.language);
    const received = recipient && quantityOf(recipient, language);
    return {
      notification,
      view: { words, language, content, received, standing: await standingOf(context, notification, words) },
    };
  }

  const show: RequestHandler<{ token: string }> = async (request, response) => {
    const opened = await open(contextOf(service, request), request.params.token);
    if (opened) send(response, 200, formPage(opened.view, null));
    else sendInTheirLanguage(request, response, 404, notValidPage);
  };

  const receive: RequestHandler<{ token: string }> = async (request, response) => {
    const context = contextOf(service, request);
    const opened = await open(context, request.params.token);
    if (!opened) {
      sendInTheirLanguage(request, response, 404, notValidPage);
      return;
    }
    const form = (request.body ?? {}) as AnswerForm;
    const answer = readAnswer(form);
    if (!('onHand' in answer)) {
      send(response, 422, formPage(opened.view, { form, wrong: answer }));
      return;
    }
    await recordAnswer(context, opened.notification, answer);
    const standing = await standingOf(context, opened.notification, opened.view.words);
    send(response, 200, thanksPage({ ...opened.view, standing }));
  };

  return (app) => {
    app.use('/answer', secretive, slowDown());
    app.get('/answer/:token', show);
    app.post(
      '/answer/:token',
      express.urlencoded({ extended: false, limit: LARGEST_FORM, parameterLimit: MOST_FIELDS }),
      receive,
    );
  };
}

/** The address is a secret: it is told to no other site, kept by no cache, found by no search engine. */
const secretive: RequestHandler = (_request, response, next) => {
  response.set({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
  next();
};

function slowDown(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: REQUESTS_A_MINUTE,
    standardHeaders: true,
    legacyHeaders: false,
    handler: (request, response) => {
      sendInTheirLanguage(request, response, 429, slowDownPage);
    },
  });
}

async function standingOf({ db }: Context, { notificationId }: Notification, words: Words) {
  const [answer] = await answerByNotification.find(db, [notificationId]);
  if (!answer) return null;
  const day = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(answer.answeredAt);
  return { counts: answer, day };
}

/** Answers come from outside, so they are recorded as Retrace's own doing. */
function contextOf(service: Service, request: Request<{ token: string }>): Context {
  return contextFor(service, RETRACE, requestIdOf(request));
}

function send(response: Response, status: number, page: Html): void {
  response.status(status).type('html').send(page.text);
}

/** In the browser's language: the recipient's would tell whether the link is someone's. */
function sendInTheirLanguage(
  request: Request,
  response: Response,
  status: number,
  page: (words: Words, language: string) => Html,
): void {
  const { words, language } = wordsFor(request.acceptsLanguages([...LANGUAGES]) || 'en');
  send(response, status, page(words, language));
}
