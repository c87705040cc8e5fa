import type { Ask } from './ask.js';
import type { Inbox } from './inbox.js';

/** Who acts in the story. */
export interface Cast {
  readonly customerService: Ask;
  /** Writes and submits the recall. */
  readonly author: Ask;
  /** The second person. */
  readonly approver: Ask;
  /** Where every mail of the story arrives. */
  readonly inbox: Inbox;
  /** Ends the waiting for what will not come. */
  readonly patience: AbortSignal;
}

/** Where goods are, as the API says it. */
export interface SomePlace {
  readonly placeKind: string;
  readonly location: { readonly name: string | null } | null;
  readonly carrier: { readonly name: string | null } | null;
  readonly customer: { readonly name: string | null } | null;
}

export const PLACE_FIELDS = 'placeKind location { name } carrier { name } customer { name }';

export function placeText({ placeKind, location, carrier, customer }: SomePlace): string {
  switch (placeKind) {
    case 'DELIVERED':
      return `delivered to ${customer?.name ?? location?.name ?? '?'}`;
    case 'IN_TRANSIT':
      return `with ${carrier?.name ?? '?'}, on the way to ${customer?.name ?? '?'}`;
    case 'AT_LOCATION':
      return `at ${location?.name ?? '?'}`;
    default:
      return placeKind.toLowerCase();
  }
}
