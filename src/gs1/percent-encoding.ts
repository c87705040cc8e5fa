/**
 * Escapes everything but RFC 3986's unreserved characters, with upper-case digits, so that a text has one escaped form.
 *
 * `encodeURIComponent` leaves five reserved characters alone.
 */
export function escapeFully(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
