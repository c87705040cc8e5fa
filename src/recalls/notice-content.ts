import type {
  Notification,
  NoticeAudience,
  NoticeContent,
  NoticeProduct,
  RecipientKind,
  Renderer,
} from '../notifications/index.js';
import { answerToken } from '../notifications/index.js';
import { customerById } from '../parties/index.js';
import type { Context, Service } from '../platform/context.js';
import { createLoad } from '../platform/load.js';
import { quantityText } from './quantity-text.rule.js';
import { type Recall, referenceOf } from './recall.js';
import { recallById } from './recall.query.js';
import { type FrozenRecipient, frozenRecipientByKey, recipientKey } from './recall-recipient.query.js';
import { wavesByRecall } from './recall-wave.query.js';
import { textFor } from './texts.rule.js';

/** What differs from one recipient's notice to another's. */
export interface NoticeOf {
  readonly audience: NoticeAudience;
  readonly language: string;
  readonly recipientName: string | null;
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
  launchedAt: Date,
  { language, quantity, ...reader }: NoticeOf,
): NoticeContent {
  const text = textFor(recall.texts, language);
  return {
    ...reader,
    companyName: installation.companyName,
    reference: referenceOf(recall),
    kind: recall.kind,
    recallClass: recall.recallClass === 'UNCLASSIFIED' ? null : recall.recallClass,
    issuedOn: dayOf(launchedAt),
    products: withQuantity(products, quantity),
    textLanguage: text?.language ?? language,
    reason: text?.reason ?? '',
    hazard: text?.hazard ?? '',
    whatToDo: text?.whatToDo ?? '',
    remedy: text?.remedy ?? null,
    contactPhone: recall.contactPhone,
    contactEmail: recall.contactEmail,
    answerBy: reader.answerUrl === null ? null : dayOf(daysAfter(launchedAt, recall.answerWithinDays)),
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
  const [recall, wave, recipient, customer] = await Promise.all([
    load(recallById, recallId),
    load(wavesByRecall, recallId),
    load(frozenRecipientByKey, recipientKey(notification)),
    partyKind === 'CUSTOMER' ? load(customerById, partyId) : null,
  ]);
  if (!recall || !wave || !recipient) throw new Error(`Notification ${notificationId} is of no launched recall.`);

  const answerUrl = `${installation.publicUrl}/answer/${answerToken(secrets, notificationId)}`;
  return noticeContent({ installation }, recall, wave.products, wave.launchedAt, {
    audience: audienceOf(partyKind, customer?.kind),
    recipientName: customer?.name ?? null,
    language,
    basis: basisOf(recipient),
    quantity: quantityOf(recipient),
    answerUrl: partyKind === 'INTERNAL' ? null : answerUrl,
  });
}

export function audienceOf(partyKind: RecipientKind, customerKind?: 'BUSINESS' | 'CONSUMER'): NoticeAudience {
  return partyKind === 'CUSTOMER' ? (customerKind ?? 'BUSINESS') : partyKind;
}

function basisOf({ certainty, mayHave }: FrozenRecipient): NoticeContent['basis'] {
  if (certainty === 'MAY_HAVE') return 'MAY_HAVE';
  return mayHave === null ? 'EXACT' : 'EXACT_AND_MAY_HAVE_MORE';
}

/** How much a recipient received for certain. */
export function quantityOf({
  units,
  unitsByProduct,
  quantities,
}: Pick<FrozenRecipient, 'units' | 'unitsByProduct' | 'quantities'>): string | null {
  return quantityText(unitsByProduct ?? [{ gtin: null, units }], quantities);
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
