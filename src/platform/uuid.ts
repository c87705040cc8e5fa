const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be an id. What cannot is unknown; PostgreSQL would stumble over it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
