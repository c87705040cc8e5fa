import type { Queryable } from '../../platform/database/database.js';
import type { MailChannel } from '../../platform/mail.js';
import { batchById, type BatchRow } from '../../products/index.js';
import { DOUBT, sumOfBatch, unitsOfNoMaking } from '../../trace/index.js';
import type { Scope } from '../scope/scope.js';
import { everyone, type Previewed, type PreviewWarning, type Warning } from './recall-preview.js';

export async function previewWarnings(
  db: Queryable,
  preview: Previewed,
  mail: Pick<MailChannel, 'sends'>,
): Promise<PreviewWarning[]> {
  const { recall, reach } = preview;
  const known = await batchById.find(db, reach.goods.batchIds);
  return [
    ...unknownBatches(recall.scope, known),
    ...nothingFound(preview),
    ...unknownPlaces(preview),
    ...(await unaccounted(db, preview, known)),
    ...customersReachedSince(preview),
    ...doubtfulRecipients(preview),
    ...withoutBatch(preview),
    ...(await withoutMaking(db, preview)),
    ...withoutContact(preview),
    ...nobodyInternal(preview),
    ...noMailServer(preview, mail),
    ...genealogyCut(preview),
  ];
}

function unknownBatches({ batches }: Scope, known: readonly BatchRow[]): PreviewWarning[] {
  return batches
    .filter(({ gtin, number }) => !known.some((batch) => batch.gtin === gtin && batch.number === number))
    .map(({ gtin, number }) =>
      warn(
        'BATCH_UNKNOWN',
        `Batch ${number} of ${gtin} was never heard of. Check the number; it would be held from now on.`,
      ),
    );
}

function nothingFound({ reach }: Previewed): PreviewWarning[] {
  return reach.whereabouts.places.length + reach.recipients.length > 0
    ? []
    : [warn('NOTHING_FOUND', 'No goods of this scope were ever recorded.')];
}

function unknownPlaces({ reach }: Previewed): PreviewWarning[] {
  const units = reach.whereabouts.places
    .filter(({ placeKind }) => placeKind === 'UNKNOWN')
    .reduce((sum, place) => sum + place.units, 0);
  return units === 0
    ? []
    : [warn('PLACE_UNKNOWN', `Units that are known, and of which nobody has recorded where they are: ${units}.`)];
}

/** So many batches are summed up one by one in a preview; a scope may name twenty times as many. */
const SUMMED_UP = 50;

/**
 * Made, as declared, less seen, of each batch that the scope names, in each packaging level by itself: what is declared of
 * a batch in eaches and again in cases is not made twice. A scope that names units one by one has no such sum.
 */
async function unaccounted(
  db: Queryable,
  { recall, at }: Previewed,
  known: readonly BatchRow[],
): Promise<PreviewWarning[]> {
  const { batches, serials, ranges } = recall.scope;
  if (serials.length + ranges.length > 0) return [];
  const named = new Set(batches.map(({ number }) => number));
  const declared = known.filter(({ declaredQuantity, number }) => declaredQuantity !== null && named.has(number));
  const warnings: PreviewWarning[] = [];
  for (const batch of declared.toSorted(byName).slice(0, SUMMED_UP)) {
    const { unaccounted: left, made } = await sumOfBatch(db, batch, at);
    if (left === null || left === '0' || left.startsWith('-')) continue;
    const message = `Of batch ${batch.number} of ${batch.gtin}, made and never seen since: ${left} ${made.uom}.`;
    warnings.push(warn('UNACCOUNTED', message));
  }
  return [...warnings, ...notSummedUp(declared.length - SUMMED_UP)];
}

function notSummedUp(batches: number): PreviewWarning[] {
  return batches <= 0
    ? []
    : [
        warn(
          'UNACCOUNTED',
          `Batches that were not summed up, after the first ${SUMMED_UP} by GTIN and number: ${batches}. Look at the whereabouts of each.`,
        ),
      ];
}

function byName(a: BatchRow, b: BatchRow): number {
  return `${a.gtin} ${a.number}` < `${b.gtin} ${b.number}` ? -1 : 1;
}

function customersReachedSince({ recall, reachedSince }: Previewed): PreviewWarning[] {
  const reached = `Customers whom it reaches by what became known after the launch: ${reachedSince.length}. No notice went to them.`;
  const whatNow =
    recall.status === 'CLOSED'
      ? 'The recall is closed, so no wave will tell them: another recall of the goods does.'
      : 'They are in `proposedWave` within a minute, unless somebody declined that.';
  return reachedSince.length === 0 ? [] : [warn('REACHED_SINCE', `${reached} ${whatNow}`)];
}

function doubtfulRecipients({ customers }: Previewed): PreviewWarning[] {
  const doubtful = customers.filter(({ reason }) => reason !== null).length;
  const message = `Customers who may have received goods, or more than is certain: ${doubtful}. The reason is given for each.`;
  return doubtful === 0 ? [] : [warn('MAY_HAVE', message)];
}

function withoutBatch({ reach, customers }: Previewed): PreviewWarning[] {
  const { units, unitIds } = reach.withoutBatch;
  if (units === 0) return [];
  const theirs = customers.filter(({ reason }) => reason?.includes(DOUBT.BATCH_MISSING)).length;
  const message = [
    `Units of these products without a batch on record, none of which can be cleared: ${units}.`,
    `Customers who are listed as who may have goods, since they received such units or what was made of them: ${theirs}.`,
    ...(unitIds.length < units
      ? [`Units of these that were followed: ${unitIds.length}; there may be more customers.`]
      : []),
    'Record the batch of these units.',
  ];
  return [warn('BATCH_MISSING', message.join(' '))];
}

/** So many batches are named in a sentence. */
const NAMED = 5;

/** Of batches of which others were made of these goods; a part replaced in one machine is no reason to recall all of them. */
async function withoutMaking(db: Queryable, { reach }: Previewed): Promise<PreviewWarning[]> {
  const found = await unitsOfNoMaking(db, reach.goods.partlyMadeBatchIds);
  if (found.length === 0) return [];
  const units = found.reduce((sum, batch) => sum + batch.units, 0);
  const batches = await batchById.find(
    db,
    found.slice(0, NAMED).map(({ batchId }) => batchId),
  );
  const names = batches.toSorted(byName).map(({ gtin, number }) => `${number} of ${gtin}`);
  const others = found.length - batches.length;
  const message = [
    `Some units of batch ${names.join(', ')}${others > 0 ? ` and of other batches (${others})` : ''} were made of these goods, or may have been.`,
    `Others, of which no making is on record: ${units}. They are not held, and their customers are not told.`,
    'Record how they were made, or name the batches in the scope.',
  ];
  return [warn('MAKING_MISSING', message.join(' '))];
}

function withoutContact({ customers, carriers }: Previewed): PreviewWarning[] {
  const unreachable = [...customers, ...carriers].filter(({ channel }) => channel === null).length;
  return unreachable === 0
    ? []
    : [
        warn(
          'NO_CONTACT',
          `Recipients without a usable contact: ${unreachable}. A person will have to find a way to each.`,
        ),
      ];
}

function nobodyInternal({ internal }: Previewed): PreviewWarning[] {
  return internal.length > 0 ? [] : [warn('NOBODY_INTERNAL', 'Nobody of the company is registered to be told first.')];
}

function noMailServer(preview: Previewed, { sends }: Pick<MailChannel, 'sends'>): PreviewWarning[] {
  const byMail = everyone(preview).filter(({ channel }) => channel === 'EMAIL').length;
  if (sends || byMail === 0) return [];
  const message = `No mail server is configured. Notices that would be kept, and nobody told: ${byMail}.`;
  return [warn('NO_MAIL_SERVER', message)];
}

function genealogyCut({ reach }: Previewed): PreviewWarning[] {
  const { truncated } = reach.goods;
  return truncated === null
    ? []
    : [warn('GENEALOGY_CUT', `More may have been made from these goods than is covered here. ${truncated}`)];
}

function warn(code: Warning, message: string): PreviewWarning {
  return { code, message };
}
