const UNRESERVED = /^[\w.~-]*$/;

/**
 * Escapes everything but RFC 3986's unreserved characters, with upper-case digits, so that a text has one escaped form.
 *
 * `encodeURIComponent` leaves five reserved characters alone.
 */
export function escapeFully(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The same for the query of a URI, where a space may be a plus sign. */
export function escapeQuery(text: string): string {
  return escapeFully(text).replaceAll('%20', '+');
}

/** Turns escapes into what they stand for. What is no escape, or no UTF-8, is left as it is. */
export function unescapePath(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

export function unescapeQuery(text: string): string {
  return unescapePath(text.replaceAll('+', ' '));
}
