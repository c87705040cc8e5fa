import { type Outcome, requireOutcome } from './ask.js';
import { type Cast, PLACE_FIELDS, placeText, type SomePlace } from './cast.js';
import type { SuspectBatch } from './locate.js';
import { recallContent } from './recall-content.js';
import { table, type Told } from './terminal.js';

export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
}

interface RecallCreated extends Outcome {
  readonly __typename: 'RecallCreated';
  readonly recall: Draft;
}

export async function draftRecall({ author }: Cast, batch: SuspectBatch): Promise<Told<Draft>> {
  const content = recallContent(batch);
  const { createRecall } = await author<{ createRecall: Outcome }>(
    `mutation ($input: RecallInput!) {
      createRecall(input: $input) {
        __typename
        ... on RecallCreated { recall { id version reference } }
        ... on UserError { message }
      }
    }`,
    { input: content },
  );
  const { recall } = requireOutcome<RecallCreated>(createRecall, 'RecallCreated');
  return {
    found: recall,
    lines: [`${recall.reference}, class ${content.recallClass}: ${content.title}`, 'texts in English and German'],
  };
}

interface Preview {
  readonly units: number;
  readonly places: readonly (SomePlace & { readonly units: number })[];
  readonly carriersToIntercept: readonly { readonly units: number; readonly carrier: { readonly name: string } }[];
  readonly customers: {
    readonly nodes: readonly {
      readonly units: number;
      readonly basis: string;
      readonly channel: string | null;
      readonly language: string;
      readonly customer: { readonly name: string };
    }[];
  };
  readonly customersWithoutContact: number;
  readonly internalCount: number;
  readonly missingLanguages: readonly {
    readonly language: string;
    readonly fallback: string;
    readonly recipients: number;
  }[];
  readonly warnings: readonly { readonly message: string }[];
}

export async function previewRecall({ author }: Cast, { id }: Draft): Promise<Told<void>> {
  const { recall } = await author<{ recall: { preview: Preview } }>(
    `query ($id: ID!) {
      recall(id: $id) {
        preview {
          units
          places { units ${PLACE_FIELDS} }
          carriersToIntercept { units carrier { name } }
          customers { nodes { units basis channel language customer { name } } }
          customersWithoutContact
          internalCount
          missingLanguages { language fallback recipients }
          warnings { message }
        }
      }
    }`,
    { id },
  );
  const { preview } = recall;
  return { found: undefined, lines: previewLines(preview) };
}

const previewLines = (preview: Preview): string[] => [
  `${preview.units} units would be held. First told: ${preview.internalCount} of our own people.`,
  ...preview.places
    .filter(({ placeKind }) => placeKind === 'AT_LOCATION')
    .map((place) => `still ours: ${place.units} ${placeText(place)}`),
  ...preview.carriersToIntercept.map(({ units, carrier }) => `to intercept: ${units} with ${carrier.name}`),
  ...table(
    preview.customers.nodes.map(({ units, basis, channel, language, customer }) => [
      units,
      basis.toLowerCase(),
      customer.name,
      `reads ${language}`,
      channel === null ? 'no contact' : `by ${channel}`,
    ]),
  ),
  ...preview.missingLanguages.map(
    ({ language, fallback, recipients }) => `no text in ${language}: ${recipients} would get ${fallback}`,
  ),
  ...preview.warnings.map(({ message }) => `mind: ${message}`),
];

interface TestNoticeSent extends Outcome {
  readonly __typename: 'TestNoticeSent';
  readonly result: string;
}

/** The author's own address. */
const AUTHOR = 'quality@example.com';

export async function sendTest({ author, inbox, patience }: Cast, { id }: Draft): Promise<Told<void>> {
  const before = inbox.arrived.length;
  const { sendTestNotice } = await author<{ sendTestNotice: Outcome }>(
    `mutation ($id: ID!, $email: String!) {
      sendTestNotice(recallId: $id, email: $email, language: "de") {
        __typename
        ... on TestNoticeSent { result }
        ... on UserError { message }
      }
    }`,
    { id, email: AUTHOR },
  );
  const { result } = requireOutcome<TestNoticeSent>(sendTestNotice, 'TestNoticeSent');
  if (result !== 'ACCEPTED') throw new Error(`The notice is ${result}: Retrace needs SMTP_URL=${inbox.url}.`);
  const { to, mail } = await inbox.mailTo(AUTHOR, before, patience);
  return { found: undefined, lines: [`to ${to}: ${mail.subject ?? ''}`] };
}
