/** The closed lists of the parties: rules, rows and GraphQL enums are made from these. */
export const CUSTOMER_KIND = { BUSINESS: 'BUSINESS', CONSUMER: 'CONSUMER' } as const;
export type CustomerKind = keyof typeof CUSTOMER_KIND;

export const LOCATION_KIND = {
  PLANT: 'PLANT',
  WAREHOUSE: 'WAREHOUSE',
  STORE: 'STORE',
  CUSTOMER_SITE: 'CUSTOMER_SITE',
  OTHER: 'OTHER',
} as const;
export type LocationKind = keyof typeof LOCATION_KIND;

export const CONTACT_ROLE = {
  SHIP_TO: 'SHIP_TO',
  BILL_TO: 'BILL_TO',
  RECALL_CONTACT: 'RECALL_CONTACT',
  INTERNAL: 'INTERNAL',
} as const;
export type ContactRole = keyof typeof CONTACT_ROLE;

export const CHANNEL = { EMAIL: 'EMAIL', PHONE: 'PHONE', POST: 'POST' } as const;
export type Channel = keyof typeof CHANNEL;
