const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be an id; PostgreSQL refuses others with an error of its own. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Comes before every id there is: where a list in key order begins. */
export const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';
