export type Channel = 'EMAIL' | 'PHONE' | 'POST';

/** How someone can be reached, as their contact says. */
export interface Reachable {
  readonly email: string | null;
  readonly phone: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly preferredChannel: Channel | null;
}

/** The fastest first. */
const CHANNELS: readonly Channel[] = ['EMAIL', 'PHONE', 'POST'];

/** The channel by which a notice goes: the one they prefer if the contact serves it, else the fastest; null for none. */
export function usableChannel(contact: Reachable | null): Channel | null {
  if (!contact) return null;
  const usable = CHANNELS.filter((channel) => serves(contact, channel));
  const preferred = contact.preferredChannel;
  return preferred && usable.includes(preferred) ? preferred : (usable[0] ?? null);
}

function serves({ email, phone, street, city }: Reachable, channel: Channel): boolean {
  switch (channel) {
    case 'EMAIL':
      return email !== null;
    case 'PHONE':
      return phone !== null;
    case 'POST':
      return street !== null && city !== null;
  }
}
