import type {
  Language,
  Notification,
  NoticeAudience,
  NoticeContent,
  NoticeProduct,
  RecipientKind,
  Renderer,
} from '../../notifications/index.js';
import { answerToken, wordsFor } from '../../notifications/index.js';
import { customerById } from '../../parties/index.js';
import type { Context, Service } from '../../platform/context.js';
import { createLoad } from '../../platform/load.js';
import { type Recall, referenceOf } from '../recall.js';
import { type RecallWave, wavesByRecall } from '../recall-wave.query.js';
import { recallById } from '../recall.query.js';
import { quantityText } from '../recipients/quantity-text.rule.js';
import { type FrozenRecipient, recipientKey, recipientOfNotice } from '../recipients/recall-recipient.query.js';
import { textFor } from '../texts.rule.js';
import { FIRST_WAVE, waveNumberOf } from '../waves.rule.js';

/** What differs from one recipient's notice to another's. */
export interface NoticeOf {
  readonly audience: NoticeAudience;
  readonly language: string;
  readonly recipientName: string | null;
  readonly news: NoticeContent['news'];
  readonly basis: NoticeContent['basis'];
  /** How much they received for certain; null where it is not counted. */
  readonly quantity: string | null;
  readonly answerUrl: string | null;
}

/** A recall's notice: its own texts in the reader's language, with what concerns this reader. */
export function noticeContent(
  { installation }: Pick<Context, 'installation'>,
  recall: Recall,
  products: readonly NoticeProduct[],
  issuedAt: Date,
  { language, quantity, ...reader }: NoticeOf,
): NoticeContent {
  const text = textFor(recall.texts, language);
  return {
    ...reader,
    companyName: installation.companyName,
    reference: referenceOf(recall),
    kind: recall.kind,
    recallClass: recall.recallClass === 'UNCLASSIFIED' ? null : recall.recallClass,
    issuedOn: dayOf(issuedAt),
    products: withQuantity(products, quantity),
    textLanguage: text?.language ?? language,
    reason: text?.reason ?? '',
    hazard: text?.hazard ?? '',
    whatToDo: text?.whatToDo ?? '',
    remedy: text?.remedy ?? null,
    contactPhone: recall.contactPhone,
    contactEmail: recall.contactEmail,
    answerBy: reader.answerUrl === null ? null : dayOf(daysAfter(issuedAt, recall.answerWithinDays)),
  };
}

/** Writes any notification of a launched recall, from what the launch froze. */
export function noticeRenderer(service: Pick<Service, 'installation' | 'secrets'>): Renderer {
  return (db, notification) => contentOf({ ...service, load: createLoad(db) }, notification);
}

/** The content of a notification; those of a list are read together. */
export async function contentOf(
  { installation, secrets, load }: Pick<Context, 'installation' | 'secrets' | 'load'>,
  notification: Notification,
): Promise<NoticeContent> {
  const { recallId, partyKind, partyId, language, notificationId } = notification;
  const wave = waveNumberOf(notification.wave);
  const [recall, launched, recipient, customer] = await Promise.all([
    load(recallById, recallId),
    load(wavesByRecall, recallId),
    load(recipientOfNotice, `${recipientKey(notification)} ${wave}`),
    partyKind === 'CUSTOMER' ? load(customerById, partyId) : null,
  ]);
  const products = productsIn(launched?.waves ?? [], wave);
  if (!recall || !products || !recipient) throw new Error(`Notification ${notificationId} is of no launched recall.`);

  const answerUrl = `${installation.publicUrl}/answer/${answerToken(secrets, notificationId)}`;
  return noticeContent({ installation }, recall, products, notification.queuedAt, {
    audience: audienceOf(partyKind, customer?.kind),
    recipientName: customer?.name ?? null,
    language,
    news: newsOf(partyKind, wave, recipient.toldBefore),
    basis: basisOf(recipient),
    quantity: quantityOf(recipient, wordsFor(language).language),
    answerUrl: partyKind === 'INTERNAL' ? null : answerUrl,
  });
}

/** As that wave has them; while it is only proposed, as the newest before it has. */
function productsIn(waves: readonly RecallWave[], wave: number): readonly NoticeProduct[] | undefined {
  return waves.findLast((launched) => launched.wave <= wave)?.products;
}

function newsOf(partyKind: RecipientKind, wave: number, toldBefore: boolean): NoticeContent['news'] {
  if (partyKind === 'INTERNAL') return wave === FIRST_WAVE ? null : 'WAVE_PROPOSED';
  return toldBefore ? 'MORE_THAN_BEFORE' : null;
}

export function audienceOf(partyKind: RecipientKind, customerKind?: 'BUSINESS' | 'CONSUMER'): NoticeAudience {
  return partyKind === 'CUSTOMER' ? (customerKind ?? 'BUSINESS') : partyKind;
}

function basisOf({ certainty, mayHave }: FrozenRecipient): NoticeContent['basis'] {
  if (certainty === 'MAY_HAVE') return 'MAY_HAVE';
  return mayHave === null ? 'EXACT' : 'EXACT_AND_MAY_HAVE_MORE';
}

/** How much a recipient received for certain, as it is written among words of a language. */
export function quantityOf(
  { units, unitsByProduct, quantities }: Pick<FrozenRecipient, 'units' | 'unitsByProduct' | 'quantities'>,
  language: Language,
): string | null {
  return quantityText(unitsByProduct ?? [{ gtin: null, units }], quantities, language);
}

/** The total is over all products; it can be said of one only where there is one. */
function withQuantity(products: readonly NoticeProduct[], quantity: string | null): NoticeProduct[] {
  return products.map((product) => ({ ...product, quantity: products.length === 1 ? quantity : null }));
}

const DAY_MS = 86_400_000;

function daysAfter(time: Date, days: number): Date {
  return new Date(time.getTime() + days * DAY_MS);
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
