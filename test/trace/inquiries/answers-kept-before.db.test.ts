import { beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';

import { migrations } from '../../../migrations/index.js';
import { KeepAnswersInParts1795000000019 } from '../../../migrations/1795000000019-KeepAnswersInParts.js';
import { migrate } from '../../../src/platform/database/migrate.js';
import { registerParties, sixUnits } from '../../recalls/recall-story.js';
import { APP_ROLE } from '../../support/start-server.js';
import { GTIN } from '../../support/supply-chain.js';
import { setUpWorld } from '../../support/world.js';
import { answer } from './inquiry-story.js';

const world = setUpWorld();
beforeAll(() => registerParties(world));

async function fetched(id: string): Promise<unknown> {
  const { recipientsInquiry } = await world.graphql<{ recipientsInquiry: unknown }>(
    world.as('QUALITY'),
    `query ($id: ID!) {
      recipientsInquiry(id: $id) {
        status unitsDone finishedAt recipients {
          truncated nodes { customer { number } basis certainty units } completeness { score neverHeardOf }
        }
      }
    }`,
    { id },
  );
  return recipientsInquiry;
}

/** Everything in one piece, as an earlier version kept it. */
async function asBefore(id: string): Promise<unknown[]> {
  const [row] = await world.db.rows<{ row: unknown[] }>(
    'as_before',
    `
    select array_to_json(array[
      to_jsonb(inquiry.inquiry_id), inquiry.scope, to_jsonb(inquiry.as_of), to_jsonb(inquiry.asked_by),
      to_jsonb(inquiry.asked_at), to_jsonb(inquiry.units_done), to_jsonb(inquiry.finished_at),
      jsonb_build_object(
        'recipients',
        (select jsonb_agg(part.part order by part.part_id) from inquiry_part as part where part.kind = 'RECIPIENT'),
        'traced',
        (select part.part from inquiry_part as part where part.kind = 'TRACED' and part.part -> 'unitIds' = '[]')
          || inquiry.answer
      )
    ]) as row
    from inquiry where inquiry.inquiry_id = $1
    `,
    [id],
  );
  return row?.row ?? [];
}

test('answers that an earlier version kept in one piece are read after an upgrade', async () => {
  const batch = await sixUnits(world);
  const { started } = await world.graphql<{ started: { inquiry: { id: string } } }>(
    world.as('QUALITY'),
    `mutation ($scope: ScopeInput!) {
      started: startRecipientsInquiry(scope: $scope) { ... on RecipientsInquiryStarted { inquiry { id } } }
    }`,
    { scope: { batches: [{ gtin: GTIN, batch }] } },
  );
  const { id } = started.inquiry;
  await answer(world);
  const answered = await fetched(id);
  expect(answered).toMatchObject({ status: 'DONE', recipients: { nodes: [{}, {}] } });
  const before = await asBefore(id);

  const source = await new DataSource({ type: 'postgres', url: world.database.ownerUrl, migrations }).initialize();
  for (let undone = ''; undone !== KeepAnswersInParts1795000000019.name;) {
    const [newest] = await source.query<{ name: string }[]>('select name from migrations order by id desc limit 1');
    undone = newest?.name ?? KeepAnswersInParts1795000000019.name;
    await source.undoLastMigration();
  }
  await source.query(
    `
    insert into inquiry
      (inquiry_id, scope, as_of, asked_by, asked_at, units_done, finished_at, answer, status)
    values ($1, $2::jsonb, $3, $4, $5, $6, $7, $8::jsonb, 'DONE')
    `,
    before.map((value) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value)),
  );
  await source.destroy();
  await migrate({ ownerUrl: world.database.ownerUrl, appRole: APP_ROLE, migrations });

  expect(await fetched(id)).toEqual(answered);
});
