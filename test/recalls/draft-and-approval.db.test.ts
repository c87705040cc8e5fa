import { expect, test } from '@jest/globals';

import { personId, setUpWorld } from '../support/world.js';
import { approve, content, draft, OTHER, submit } from './recall-story.js';

const world = setUpWorld();
const quality = () => world.as('QUALITY');
const second = () => world.as('QUALITY', { id: OTHER });

test('a recall is drafted, submitted, approved by a second person, and every move is on record', async () => {
  const recall = await draft(world);
  const { approvalHash } = await submit(world, recall.id);

  const approved = await approve(world, second(), recall.id, approvalHash);

  expect(approved).toMatchObject({ __typename: 'RecallApproved', recall: { status: 'APPROVED' } });
  const { recall: read } = await world.graphql<{ recall: unknown }>(
    quality(),
    `query ($id: ID!) { recall(id: $id) { reference possibleMoves submittedBy approvedBy steps { move actorId version } } }`,
    { id: recall.id },
  );
  expect(read).toMatchObject({
    reference: expect.stringMatching(/^R-20260301-[0-9A-F]{6}$/) as unknown,
    possibleMoves: ['UPDATE', 'REJECT', 'LAUNCH', 'CANCEL'],
    submittedBy: personId('QUALITY'),
    approvedBy: OTHER,
    steps: [
      { move: 'CREATE', actorId: personId('QUALITY'), version: 1 },
      { move: 'SUBMIT', actorId: personId('QUALITY'), version: 1 },
      { move: 'APPROVE', actorId: OTHER, version: 1 },
    ],
  });
  expect(await auditedActions(recall.id)).toEqual(['createRecall', 'submitRecall', 'approveRecall']);
});

test('who submitted a recall cannot approve it, and neither can who wrote any of it', async () => {
  const recall = await draft(world);
  const editor = world.as('QUALITY', { id: personId('QUALITY', 3) });
  await update(editor, recall.id, 1);
  const { approvalHash } = await submit(world, recall.id, 2);

  expect(await approve(world, quality(), recall.id, approvalHash)).toMatchObject({
    __typename: 'ApprovalRefused',
    obstacle: 'SUBMITTED_IT',
  });
  expect(await approve(world, editor, recall.id, approvalHash)).toMatchObject({
    __typename: 'ApprovalRefused',
    obstacle: 'EDITED_IT',
  });
});

test('the database itself refuses an approval by the submitter, an editor, or of something else', async () => {
  const recall = await draft(world);
  await submit(world, recall.id);

  const approveBySql = (by: string, hash: string) =>
    world.db.rows(
      `approve ${by} ${hash}`,
      `update recall set approved_by = $2, approved_hash = ${hash} where recall_id = $1`,
      [recall.id, by],
    );

  await expect(approveBySql(personId('QUALITY'), 'submitted_hash')).rejects.toThrow('someone_who_neither_edited');
  await expect(approveBySql(OTHER, `'another'`)).rejects.toThrow('recall_approval_is_of_what_was_submitted');
  await expect(
    world.db.rows('launch by sql', `update recall set status = 'LAUNCHED' where recall_id = $1`, [recall.id]),
  ).rejects.toThrow('recall_goes_ahead_only_when_approved');
});

test('an approval is for exactly what was seen: another hash is refused, and any change voids it', async () => {
  const recall = await draft(world);
  const { approvalHash } = await submit(world, recall.id);
  expect(await approve(world, second(), recall.id, 'something else')).toMatchObject({
    obstacle: 'SAW_ANOTHER_VERSION',
  });
  await approve(world, second(), recall.id, approvalHash);

  const updated = await update(quality(), recall.id, 1, { title: 'Pump, second thoughts' });

  expect(updated).toMatchObject({
    __typename: 'RecallUpdated',
    recall: { status: 'DRAFT', version: 2, approvedBy: null, submission: null },
  });
  expect((await submit(world, recall.id, 2)).approvalHash).not.toBe(approvalHash);
});

test('a change written on an older version than the present one changes nothing', async () => {
  const recall = await draft(world);
  await update(second(), recall.id, 1, { title: 'Theirs' });

  expect(await update(quality(), recall.id, 1, { title: 'Mine' })).toEqual({
    __typename: 'RecallChanged',
    version: 2,
    message: 'Someone has changed this recall; it is now version 2. Read it again.',
  });
});

test.each([2, 0, -1])(
  'a change written on version %i, which there never was, changes nothing and says so',
  async (version) => {
    const recall = await draft(world);

    expect(await update(quality(), recall.id, version, { title: 'Mine' })).toEqual({
      __typename: 'RecallChanged',
      version: 1,
      message: `This recall never was version ${version}; it is version 1. Read it again.`,
    });
  },
);

test('a second approval that comes at the same moment finds the recall approved', async () => {
  const recall = await draft(world);
  const { approvalHash } = await submit(world, recall.id);
  const rival = await world.rival();
  await rival.query(
    `update recall set status = 'APPROVED', approved_by = $2, approved_hash = submitted_hash where recall_id = $1`,
    [recall.id, OTHER],
  );

  const late = approve(world, world.as('QUALITY', { id: personId('QUALITY', 4) }), recall.id, approvalHash);
  await world.someoneWaits();
  await rival.commitTransaction();

  expect(await late).toMatchObject({ __typename: 'WrongRecallState', status: 'APPROVED' });
});

test('a rejected recall is a draft again, and says why', async () => {
  const recall = await draft(world);
  await submit(world, recall.id);

  const rejected = await decide('rejectRecall', recall.id, 'The range is too wide.');

  expect(rejected).toMatchObject({ __typename: 'RecallRejected', recall: { status: 'DRAFT', submittedBy: null } });
  expect(await decide('rejectRecall', recall.id, 'again')).toMatchObject({
    status: 'DRAFT',
    possible: ['UPDATE', 'SUBMIT', 'CANCEL'],
  });
  expect(await decide('rejectRecall', recall.id, '  ')).toMatchObject({ message: 'The reason is empty.' });
  expect(await decide('cancelRecall', recall.id, 'False alarm.')).toMatchObject({ recall: { status: 'CANCELLED' } });
});

test('a draft may be incomplete; its submission says everything that is missing', async () => {
  const recall = await draft(world, { texts: [], contactPhone: null, contactEmail: null, scope: {} });

  expect(await submitAnswer(recall.id)).toMatchObject({
    __typename: 'RecallInvalid',
    problems: [{ field: 'texts' }, { field: 'contactPhone' }, { field: 'scope' }],
  });
});

test('everything wrong with a content is named at once, and nothing is written', async () => {
  const answer = await create({
    title: 'A title\r\nBcc: someone@example.com',
    contactEmail: 'a@b.example\r\nBcc: c@d.example',
    answerWithinDays: 0,
    texts: [
      { language: 'english', reason: 'r', hazard: 'h', whatToDo: '\u0007' },
      { language: 'de', reason: '', hazard: 'h', whatToDo: 'w' },
      { language: 'de', reason: 'r', hazard: 'h', whatToDo: 'w' },
    ],
    scope: {
      batches: [{ gtin: '09506000134353', batch: '' }],
      serials: [{ gtin: '1', serial: 'A' }],
      ranges: [{ gtin: '09506000134352', from: 'A1', to: 'A9999999' }],
    },
  });

  expect(answer.__typename).toBe('RecallInvalid');
  expect(answer.problems?.map(({ field }) => field).sort()).toEqual([
    'answerWithinDays',
    'contactEmail',
    'scope.batches[0].batch',
    'scope.batches[0].gtin',
    'scope.ranges[0]',
    'scope.serials[0].gtin',
    'texts[0].language',
    'texts[0].whatToDo',
    'texts[1].reason',
    'texts[2].language',
    'title',
  ]);
});

test('markup in texts is text, and is kept as it was written', async () => {
  const recall = await draft(world, { title: '<script>alert(1)</script>' });

  expect((await read(recall.id))?.title).toBe('<script>alert(1)</script>');
});

test('a recall that does not exist, or an id that is none, is answered as unknown', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
    expect(await submitAnswer(id)).toMatchObject({ __typename: 'RecallUnknown', recallId: id });
    expect(await read(id)).toBeNull();
  }
});

test('customer service sees no draft, neither alone nor in the list', async () => {
  const recall = await draft(world);
  const service = world.as('CUSTOMER_SERVICE');

  expect(await read(recall.id, service)).toBeNull();
  const { recalls } = await world.graphql<{ recalls: { nodes: { id: string }[] } }>(
    service,
    `{ recalls { nodes { id } } }`,
  );
  expect(recalls.nodes).toEqual([]);
});

test('the list of recalls is paged, newest first', async () => {
  const [first, , third] = [await draft(world), await draft(world), await draft(world)];
  const list = `query ($after: String) { recalls(first: 2, after: $after, statuses: [DRAFT]) { nodes { id } pageInfo { endCursor } } }`;
  interface Page {
    recalls: { nodes: { id: string }[]; pageInfo: { endCursor: string } };
  }

  const ids: string[] = [];
  for (let after: string | null = null; ids.length < 100;) {
    const { recalls }: Page = await world.graphql<Page>(quality(), list, { after });
    if (recalls.nodes.length === 0) break;
    ids.push(...recalls.nodes.map(({ id }) => id));
    after = recalls.pageInfo.endCursor;
  }

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([first.id, third.id]));
});

interface Answer {
  __typename: string;
  problems?: { field: string }[];
}

async function create(input: Record<string, unknown>): Promise<Answer> {
  const { createRecall } = await world.graphql<{ createRecall: Answer }>(
    quality(),
    `mutation ($input: RecallInput!) { createRecall(input: $input) { __typename ... on RecallInvalid { problems { field } } } }`,
    { input },
  );
  return createRecall;
}

async function update(context: ReturnType<typeof quality>, recallId: string, expectedVersion: number, changes = {}) {
  const { updateRecall } = await world.graphql<{ updateRecall: unknown }>(
    context,
    `mutation ($input: UpdateRecallInput!) {
      updateRecall(input: $input) {
        __typename
        ... on RecallUpdated { recall { status version approvedBy submission { approvalHash } } }
        ... on RecallChanged { version message }
      }
    }`,
    { input: { recallId, expectedVersion, content: { ...content, ...changes } } },
  );
  return updateRecall;
}

async function submitAnswer(recallId: string): Promise<unknown> {
  const { submitRecall } = await world.graphql<{ submitRecall: unknown }>(
    quality(),
    `mutation ($id: ID!) {
      submitRecall(recallId: $id, expectedVersion: 1) {
        __typename ... on RecallInvalid { problems { field } } ... on RecallUnknown { recallId }
      }
    }`,
    { id: recallId },
  );
  return submitRecall;
}

async function decide(mutation: 'rejectRecall' | 'cancelRecall', recallId: string, reason: string): Promise<unknown> {
  const moved = mutation === 'rejectRecall' ? 'RecallRejected' : 'RecallCancelled';
  const answer = await world.graphql<Record<string, unknown>>(
    second(),
    `mutation ($id: ID!, $reason: String!) {
      ${mutation}(recallId: $id, reason: $reason) {
        __typename
        ... on ${moved} { recall { status submittedBy } }
        ... on WrongRecallState { status possible }
        ... on RecallReasonInvalid { message }
      }
    }`,
    { id: recallId, reason },
  );
  return answer[mutation];
}

async function read(id: string, context = quality()): Promise<{ title: string } | null> {
  const { recall } = await world.graphql<{ recall: { title: string } | null }>(
    context,
    `query ($id: ID!) { recall(id: $id) { title } }`,
    { id },
  );
  return recall;
}

async function auditedActions(recallId: string): Promise<string[]> {
  const entries = await world.db.rows<{ action: string }>(
    'audited_actions',
    `select action from audit_entry where object_kind = 'recall' and object_id = $1 order by entry_id`,
    [recallId],
  );
  return entries.map(({ action }) => action);
}
