import type { Recipient as ToNotify, RecipientKind } from '../../notifications/index.js';
import { type ContactToNotify, contactsToNotify, customerById, internalContacts } from '../../parties/index.js';
import type { Queryable } from '../../platform/database/database.js';
import {
  DOUBT,
  type GoodsCount,
  type Recipient,
  sumsByKind,
  type UnitCount,
  UnitCounts,
  type Whereabouts,
} from '../../trace/index.js';
import type { Reach, ReachOfGoods } from '../scope/reach.js';
import type { WaveName } from '../waves.rule.js';
import { type Channel, usableChannel } from './channel.rule.js';
import type { Quantity } from './quantity-text.rule.js';

/** Someone a recall has to be told to, by id, and what the record says they have. */
export interface RecallRecipient {
  readonly partyKind: RecipientKind;
  readonly partyId: string;
  /** Null: the contact they have serves no channel. A person has to find another way. */
  readonly channel: Channel | null;
  readonly language: string;
  readonly basis: Recipient['basis'] | null;
  readonly certainty: 'EXACT' | 'MAY_HAVE' | null;
  readonly reason: string | null;
  /** What is certain, of all products together. */
  readonly units: number;
  /** A launch of long ago did not keep it. */
  readonly unitsByProduct: readonly UnitCount[] | null;
  readonly quantities: readonly Quantity[];
  /** What they may have besides, as far as it is counted. */
  readonly mayHave: MayHave | null;
}

export type MayHave = Omit<GoodsCount, 'quantities'> & Pick<RecallRecipient, 'quantities'>;

const LAST_RESORT = 'en';

/** Everyone to tell in a wave. */
export function recipientsOfWave(db: Queryable, wave: WaveName, reach: Reach): Promise<RecallRecipient[]> {
  switch (wave) {
    case 'INTERNAL':
      return internalRecipients(db, reach);
    case 'CARRIER':
      return carrierRecipients(db, reach);
    case 'CUSTOMER':
      return customerRecipients(db, reach);
  }
}

/** What goes into a notification. Without a usable contact it stands on the list of letters, which a person works off. */
export function toNotify({ partyKind, partyId, channel, language }: RecallRecipient): ToNotify {
  return { partyKind, partyId, channel: channel ?? 'POST', language };
}

/** The company's own people hear the same facts, with the totals. */
async function internalRecipients(db: Queryable, { whereabouts }: Reach): Promise<RecallRecipient[]> {
  const all = countAt(whereabouts.places);
  return (await internalContacts(db)).map((contact) => ({
    ...told('INTERNAL', contact.partyId, contact),
    ...all,
  }));
}

/** By id: who carries some of the goods, and who may. */
export function carriersReached({ whereabouts, possibleCarriers }: ReachOfGoods): string[] {
  const carrierIds = whereabouts.places.flatMap(({ placeKind, carrierId }) =>
    placeKind === 'IN_TRANSIT' && carrierId !== null ? carrierId : [],
  );
  return [...new Set([...carrierIds, ...possibleCarriers.keys()])].sort();
}

export function customersReached({ recipients }: ReachOfGoods): string[] {
  return recipients.map(({ customerId }) => customerId);
}

/** Who carries goods of the scope at this moment can still stop them, and so can who may carry some. */
async function carrierRecipients(db: Queryable, reach: Reach): Promise<RecallRecipient[]> {
  const { whereabouts } = reach;
  const inTransit = whereabouts.places.filter(({ placeKind }) => placeKind === 'IN_TRANSIT');
  const carrierIds = new Set(inTransit.flatMap(({ carrierId }) => carrierId ?? []));
  const all = carriersReached(reach);
  const contacts = byParty(await contactsToNotify(db, 'CARRIER', all));
  return all.map((carrierId) => {
    const carried = inTransit.filter((place) => place.carrierId === carrierId);
    return {
      ...told('CARRIER', carrierId, contacts.get(carrierId)),
      ...countAt(carried),
      ...(carrierIds.has(carrierId) ? {} : mayCarry(reach.possibleCarriers.get(carrierId) ?? DOUBT.CONFLICT)),
    };
  });
}

const mayCarry = (reason: string) => ({ certainty: 'MAY_HAVE', reason, mayHave: countAt([]) }) as const;

async function customerRecipients(db: Queryable, reach: Reach): Promise<RecallRecipient[]> {
  const ids = customersReached(reach);
  const contacts = byParty(await contactsToNotify(db, 'CUSTOMER', ids));
  const customers = await customerById.find(
    db,
    ids.filter((id) => !contacts.has(id)),
  );
  const languages = new Map(customers.map(({ id, language }) => [id, language]));
  return reach.recipients.map(
    ({ customerId, basis, certainty, reason, units, unitsByProduct, quantities, mayHave }) => ({
      ...told('CUSTOMER', customerId, contacts.get(customerId), languages.get(customerId)),
      basis,
      certainty,
      reason,
      units,
      unitsByProduct,
      quantities,
      mayHave,
    }),
  );
}

function countAt(places: Whereabouts['places']) {
  const units = UnitCounts.of(places.flatMap(({ unitsByProduct }) => unitsByProduct));
  const quantities = sumsByKind(places.flatMap((place) => place.quantities));
  return { units: units.total, unitsByProduct: units.list, quantities };
}

function told(partyKind: RecipientKind, partyId: string, contact?: ContactToNotify, language?: string) {
  return {
    partyKind,
    partyId,
    channel: usableChannel(contact ?? null),
    language: contact?.language ?? language ?? LAST_RESORT,
    basis: null,
    certainty: null,
    reason: null,
    mayHave: null,
  } as const;
}

function byParty(contacts: readonly ContactToNotify[]): Map<string, ContactToNotify> {
  return new Map(contacts.map((contact) => [contact.partyId, contact]));
}
