import type { Role } from '../access/actor.js';

/** A query to try on the demo. */
export interface Example {
  readonly title: string;
  /** Whose key it takes. */
  readonly role: Role;
  readonly query: string;
}

/** Queries on the first order of the demo. The two that would change something change nothing that anyone is told. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    title: 'A serial number on the phone: what is it, who has it, is it affected?',
    role: 'CUSTOMER_SERVICE',
    query: `{
  lookup(code: "10248-11-001") {
    reading
    matches {
      ... on Unit {
        serial
        product { name gtin }
        batch { number expiresOn }
        place { placeKind since carrier { name } customer { name } }
        verdict { verdict reason whatWouldSettleIt }
      }
    }
  }
}`,
  },
  {
    title: 'Where a batch is now, and which customers it reached',
    role: 'QUALITY',
    query: `{
  batch(gtin: "09506000000114", number: "1996Q3") {
    declaredQuantity
    whereabouts {
      units
      unaccounted
      places { placeKind units location { name } carrier { name } customer { name } }
    }
    recipients(first: 10) { nodes { certainty basis units customer { name } } }
  }
}`,
  },
  {
    title: 'Where one unit has been, with the pallet it was on',
    role: 'AUDITOR',
    query: `{
  unit(gtin: "09506000000114", serial: "10248-11-001") {
    journey(first: 20) {
      nodes { occurredAt kind evidence place { name } carrier { name } via { sscc } }
    }
  }
}`,
  },
  {
    title: 'An order: what was shipped and delivered under it',
    role: 'CUSTOMER_SERVICE',
    query: `{
  order(reference: "10248") {
    reference
    movements(first: 10) { nodes { kind occurredAt place { name } carrier { name } consignee { name } } }
  }
}`,
  },
  {
    title: 'A scan, checked and not recorded: one code is good, one is not',
    role: 'WAREHOUSE',
    query: `mutation {
  recordMovements(input: {
    validateOnly: true
    movements: [
      {
        id: "try-1"
        kind: "observe"
        occurredAt: "1998-05-06T12:00:00Z"
        place: "9506000200019"
        goods: { codes: ["(01)09506000000114(21)10248-11-001", "(01)09506000000114(21)1"] }
      }
    ]
  }) {
    accepted
    rejected
    movements { index verdict problems { code field message } warnings { code message } }
  }
}`,
  },
  {
    title: 'A recall, drafted on one batch: whom would it reach, in which languages?',
    role: 'QUALITY',
    query: `mutation {
  createRecall(input: {
    title: "Listeria in a retained sample"
    recallClass: I
    contactPhone: "+1 206 555 0100"
    texts: [{
      language: "en"
      reason: "Listeria was found in a retained sample."
      hazard: "It can cause serious illness."
      whatToDo: "Do not sell or eat it. Set it aside and tell us how much you have."
    }]
    scope: { batches: [{ gtin: "09506000000114", batch: "1996Q3" }] }
  }) {
    ... on RecallCreated {
      recall {
        status
        preview {
          units
          places { placeKind units location { name } customer { name } }
          customers(first: 10) { nodes { certainty units channel language customer { name } } }
          missingLanguages { language fallback recipients }
        }
      }
    }
    ... on UserError { message }
  }
}`,
  },
  {
    title: 'Who did what',
    role: 'AUDITOR',
    query: `{
  auditEntries(first: 5) {
    nodes { recordedAt action objectKind objectId actorId reason }
  }
}`,
  },
];

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
