import type { Gtin } from '../../../src/gs1/index.js';
import type { Context } from '../../../src/platform/context.js';
import { startInquiry } from '../../../src/trace/inquiries/start-inquiry.js';
import {
  approved,
  content,
  draft,
  launch,
  OTHER,
  pause,
  sixUnits,
  submit,
  tellEveryone,
} from '../../recalls/recall-story.js';
import { follow, proposed } from '../../recalls/wave-story.js';
import { GTIN, OTHER_GTIN, PALLET, PLANT, record, SOURCE, units } from '../../support/supply-chain.js';
import { searchForGaps } from '../../support/search-for-gaps.js';
import type { World } from '../../support/world.js';

/** One call of a mutation that does what it is for. */
export interface MutationExample {
  /** QUALITY, unless the mutation is for others or it matters who. */
  readonly context?: Context;
  readonly args: Readonly<Record<string, unknown>>;
  /** The type of the answer that says that it was done. */
  readonly answer: string;
}

/** Makes what the example needs, and answers with the example. */
type Story = (world: World) => Promise<MutationExample> | MutationExample;

const registration = (args: MutationExample['args']) => () => ({ args, answer: 'Registration' });

/** An example of every mutation there is. Whoever adds a mutation adds its line. */
export const MUTATION_EXAMPLES: Readonly<Record<string, Story>> = {
  createApiKey: (world) => ({
    context: world.as('ADMIN'),
    args: { input: { name: 'Anna', role: 'QUALITY' } },
    answer: 'ApiKeyCreated',
  }),
  revokeApiKey: async (world) => ({
    context: world.as('ADMIN'),
    args: { input: { id: await anApiKey(world), reason: 'Left the company' } },
    answer: 'ApiKeyRevoked',
  }),

  registerCustomers: registration({
    customers: [{ number: 'DORA', kind: 'BUSINESS', name: 'Dora KG', language: 'de' }],
  }),
  registerLocations: registration({ locations: [{ gln: PLANT, name: 'Plant', kind: 'PLANT' }] }),
  registerCarriers: registration({ carriers: [{ code: 'SLOW', name: 'Slow Freight' }] }),
  registerInternalContacts: registration({ contacts: [{ code: 'sales', email: 'sales@northwind.example' }] }),
  registerSources: (world) => ({
    context: world.as('ADMIN'),
    args: { sources: [{ code: 'erp', name: 'ERP' }] },
    answer: 'Registration',
  }),
  revealContacts: (world) => ({
    context: world.as('CUSTOMER_SERVICE'),
    args: { input: { customerNumber: 'ANNA', reason: 'She asked for a copy of her notice' } },
    answer: 'ContactsRevealed',
  }),

  registerProducts: registration({ products: [{ gtin: OTHER_GTIN, name: 'Syringe' }] }),
  registerBatches: registration({ batches: [{ gtin: GTIN, number: 'NEW-1', quantity: '10' }] }),
  registerUnits: registration({ units: [{ gtin: GTIN, batch: 'NEW-1', serials: ['NEW-1-1', 'NEW-1-2'] }] }),
  registerLogisticUnits: registration({ ssccs: [PALLET] }),

  recordMovements: () => ({
    args: { input: { source: SOURCE, movements: [units('observe', ['NEW-1-1'], { id: 'audited' })] } },
    answer: 'RecordMovementsResult',
  }),

  correctMovement: () => ({
    args: { input: { source: SOURCE, id: 'never-was', reason: 'DID_NOT_OCCUR', note: 'A test of the scanner' } },
    answer: 'MovementCorrected',
  }),
  resolveMovementConflict: async (world) => ({
    args: { input: { conflictId: await aConflict(world), decision: 'KEEP', reason: 'The scanner was rebooted' } },
    answer: 'MovementConflictResolved',
  }),

  assignGap: async (world) => ({ args: { input: { gapId: await aGap(world, 'NEW-1-3') } }, answer: 'GapAssigned' }),
  resolveGap: async (world) => ({
    args: { input: { gapId: await aGap(world, 'NEW-1-4'), reason: 'The label was torn; the line foreman knows it' } },
    answer: 'GapResolved',
  }),

  startRecipientsInquiry: () => ({
    args: { scope: { serials: [{ gtin: GTIN, serial: 'ASKED-1' }] } },
    answer: 'RecipientsInquiryStarted',
  }),
  startPreviewInquiry: async (world) => {
    const { id } = await draft(world);
    return { args: { recallId: id }, answer: 'PreviewInquiryStarted' };
  },
  startInquiry: async (world) => ({ args: await aBatchToAskAbout(world), answer: 'InquiryStarted' }),
  startGenealogyInquiry: async (world) => ({
    args: { ...(await aBatchToAskAbout(world)), direction: 'MADE_FROM' },
    answer: 'GenealogyInquiryStarted',
  }),
  cancelInquiry: async (world) => {
    const started = await startInquiry(world.as('QUALITY'), await aBatchToAskAbout(world));
    if (started.outcome !== 'InquiryStarted') throw new Error(started.message);
    return { args: { id: started.inquiry.id }, answer: 'InquiryCancelled' };
  },

  createRecall: () => ({ args: { input: content }, answer: 'RecallCreated' }),
  updateRecall: async (world) => {
    const { id } = await draft(world);
    return { args: { input: { recallId: id, expectedVersion: 1, content } }, answer: 'RecallUpdated' };
  },
  submitRecall: async (world) => {
    const { id } = await draft(world, { scope: await aScope(world) });
    return { args: { recallId: id, expectedVersion: 1 }, answer: 'RecallSubmitted' };
  },
  approveRecall: async (world) => {
    const { id } = await draft(world, { scope: await aScope(world) });
    const { approvalHash } = await submit(world, id);
    return {
      context: world.as('QUALITY', { id: OTHER }),
      args: { recallId: id, approvalHash },
      answer: 'RecallApproved',
    };
  },
  rejectRecall: async (world) => {
    const { id } = await draft(world, { scope: await aScope(world) });
    await submit(world, id);
    return {
      context: world.as('QUALITY', { id: OTHER }),
      args: { recallId: id, reason: 'The wrong batch' },
      answer: 'RecallRejected',
    };
  },
  cancelRecall: async (world) => {
    const { id } = await draft(world);
    return { args: { recallId: id, reason: 'A false alarm' }, answer: 'RecallCancelled' };
  },
  sendTestNotice: async (world) => {
    const { id } = await draft(world);
    return { args: { recallId: id, email: 'me@northwind.example' }, answer: 'TestNoticeSent' };
  },
  launchRecall: async (world) => ({
    args: { recallId: await approved(world, await sixUnits(world)) },
    answer: 'RecallLaunched',
  }),
  launchWave: async (world) => {
    const { recallId, proposalHash } = await aProposedWave(world);
    return { context: world.as('QUALITY', { id: OTHER }), args: { recallId, proposalHash }, answer: 'WaveLaunched' };
  },
  declineWave: async (world) => ({
    context: world.as('QUALITY', { id: OTHER }),
    args: { ...(await aProposedWave(world)), reason: 'They were called' },
    answer: 'WaveDeclined',
  }),
  pauseSending: async (world) => ({ args: { recallId: await launched(world) }, answer: 'SendingPaused' }),
  resumeSending: async (world) => {
    const recallId = await launched(world);
    await pause(world, recallId);
    return { args: { recallId }, answer: 'SendingResumed' };
  },
  closeRecall: async (world) => {
    const recallId = await launched(world);
    await tellEveryone(world, recallId);
    return { args: { recallId, summary: 'All units came back.' }, answer: 'RecallClosed' };
  },

  settleNotification: async (world) => ({
    args: { input: { notificationId: await aNotification(world), as: 'CONTACTED', note: 'By telephone' } },
    answer: 'NotificationSettled',
  }),
  sendNotificationAgain: async (world) => {
    const notificationId = await aNotification(world);
    await world.db.rows(
      'bounce',
      `update notification set state = 'BOUNCED', due_at = null where notification_id = $1`,
      [notificationId],
    );
    return { args: { notificationId }, answer: 'NotificationQueued' };
  },
};

async function aProposedWave(world: World): Promise<{ recallId: string; proposalHash: string }> {
  const batch = await sixUnits(world);
  const recallId = await approved(world, batch);
  await launch(world, recallId);
  await record(world.as('QUALITY'), units('deliver', [`${batch}-4`], { place: null, consignee: 'CARL' }));
  await follow(world);
  const proposal = await proposed(world, recallId);
  if (!proposal) throw new Error('No wave is proposed.');
  return { recallId, proposalHash: proposal.proposalHash };
}

async function aConflict(world: World): Promise<string> {
  await record(world.as('WAREHOUSE'), units('observe', ['NEW-1-2'], { id: 'disputed' }));
  await record(world.as('WAREHOUSE'), units('observe', ['NEW-1-2'], { id: 'disputed', place: PLANT }));
  const { movementConflicts } = await world.graphql<{ movementConflicts: { nodes: { id: string }[] } }>(
    world.as('QUALITY'),
    '{ movementConflicts(first: 1) { nodes { id } } }',
  );
  return movementConflicts.nodes[0]?.id ?? '';
}

/** A unit of which nobody has said the batch. */
async function aGap(world: World, serial: string): Promise<string> {
  await record(world.as('WAREHOUSE'), units('commission', [serial], { id: `gap ${serial}` }));
  await searchForGaps(world);
  const [gap] = await world.db.rows<{ id: string }>(
    'a_gap',
    `
    select gap.gap_id as id
    from gap
    join unit on unit.unit_id = gap.goods_id
    where unit.serial = $1 and gap.state = 'OPEN'
    `,
    [serial],
  );
  return gap?.id ?? '';
}

async function aBatchToAskAbout(world: World): Promise<{ readonly gtin: Gtin; readonly number: string }> {
  const goods = { serials: [{ gtin: GTIN, batch: 'ASKED', serials: ['ASKED-1'] }] };
  await record(world.as('WAREHOUSE'), units('observe', [], { id: 'asked', goods }));
  return { gtin: GTIN, number: 'ASKED' };
}

async function anApiKey(world: World): Promise<string> {
  const { createApiKey } = await world.graphql<{ createApiKey: { apiKey: { id: string } } }>(
    world.as('ADMIN'),
    'mutation { createApiKey(input: { name: "Ben", role: QUALITY }) { ... on ApiKeyCreated { apiKey { id } } } }',
  );
  return createApiKey.apiKey.id;
}

const aScope = async (world: World) => ({ batches: [{ gtin: GTIN, batch: await sixUnits(world) }] });

async function launched(world: World): Promise<string> {
  const recallId = await approved(world, await sixUnits(world));
  await launch(world, recallId);
  return recallId;
}

async function aNotification(world: World): Promise<string> {
  const [notification] = await world.db.rows<{ id: string }>(
    'a_notification',
    `
    select notification.notification_id as id from notification
    where notification.recall_id = $1 and notification.state = 'QUEUED' limit 1
    `,
    [await launched(world)],
  );
  return notification?.id ?? '';
}
