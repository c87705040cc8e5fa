/** The role that a connection URL names. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
