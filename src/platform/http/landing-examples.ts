import type { Role } from '../access/actor.js';

/** A query to try on the demo. */
export interface Example {
  readonly title: string;
  /** Whose key it takes. */
  readonly role: Role;
  readonly query: string;
}

const FIRST: Example = {
  title: 'A serial number, typed or scanned: what is it, where is it, who has it?',
  role: 'CUSTOMER_SERVICE',
  query: `{
  lookup(code: "10248-11-001") {
    reading
    matches {
      ... on Unit {
        gtin
        serial
        product { name }
        batch { number expiresOn }
        place { placeKind since location { name } carrier { name } customer { name } }
      }
    }
  }
}`,
};

export const EXAMPLES: readonly [Example, ...Example[]] = [FIRST];

/** The same as a line for a terminal, with a key from the keys file. */
export function curlOf({ role, query }: Example, url: string, keysFile: string): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') }).replaceAll(`'`, `'\\''`);
  const key = `$(node -p "JSON.parse(fs.readFileSync('${keysFile}')).${role}[0]")`;
  return [
    `curl -s ${url}/graphql`,
    `  -H "authorization: Bearer ${key}"`,
    `  -H 'content-type: application/json'`,
    `  -d '${body}'`,
  ].join(' \\\n');
}
