import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';

import { carrierById, CarrierType, customerById, CustomerType } from '../../parties/index.js';
import { Access } from '../../platform/access/access.js';
import type { Context } from '../../platform/context.js';
import { PageArgs } from '../../platform/graphql/connection.type.js';
import { batchById, BatchType, unitById, UnitType } from '../../products/index.js';
import type { Recall } from '../recall.js';
import { RecallType } from '../recall.type.js';
import { MAY_GO_ON } from '../time-limits.js';
import { declineWave } from './decline-wave.js';
import { launchWave } from './launch-wave.js';
import { listProposedGoods, listProposedRecipients, readProposal } from './read-proposal.js';
import type { ChangedGoods, ChangedRecipient } from './scope-change.js';
import { DeclineWaveResult, LaunchWaveResult } from './wave-results.type.js';
import type { WaveProposal } from './wave-proposal.js';
import {
  ProposedGoodsConnectionType,
  ProposedGoodsType,
  ProposedRecipientConnectionType,
  ProposedRecipientType,
  ProposedWaveType,
} from './wave.type.js';

const WHICH = { description: 'Which recall.' };
const SEEN = { description: '`proposedWave.proposalHash`, as read with what is decided.' };

@Resolver(() => RecallType)
export class WaveResolver {
  @Access('QUALITY', 'AUDITOR')
  @FieldResolver(() => ProposedWaveType, {
    nullable: true,
    description:
      'What became known since its last wave, and waits for a decision; null when nothing does. A mock recall proposes none.',
  })
  proposedWave(@Root() { id }: Recall, @Ctx() context: Context) {
    return readProposal(context, id);
  }

  @Access('QUALITY')
  @Mutation(() => LaunchWaveResult, {
    description:
      'Tells whom a proposed wave is about, and changes the scope as it says. Whoever wrote or submitted any of the recall cannot ' +
      'do it. Called twice, it is one wave. Who is reached only since it was read is told too, and the wave says so. ' +
      `${MAY_GO_ON} call again until it answers.`,
  })
  launchWave(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('proposalHash', () => String, SEEN) proposalHash: string,
    @Ctx() context: Context,
  ) {
    return launchWave(context, { recallId, proposalHash });
  }

  @Access('QUALITY')
  @Mutation(() => DeclineWaveResult, {
    description:
      'Says why nobody need be told of what is proposed. Whom and what it names is not proposed again, unless they have more by then. ' +
      'Whoever wrote or submitted any of the recall cannot do it.',
  })
  declineWave(
    @Arg('recallId', () => ID, WHICH) recallId: string,
    @Arg('proposalHash', () => String, SEEN) proposalHash: string,
    @Arg('reason', () => String, { description: 'Why: they were called, say.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return declineWave(context, { recallId, proposalHash, reason });
  }
}

@Resolver(() => ProposedWaveType)
export class ProposedWaveResolver {
  @FieldResolver(() => ProposedRecipientConnectionType, { description: 'Whom it is about.' })
  recipients(@Root() proposal: WaveProposal, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listProposedRecipients(context, proposal, page);
  }

  @FieldResolver(() => ProposedGoodsConnectionType, { description: 'What comes into the scope, and what leaves it.' })
  goods(@Root() proposal: WaveProposal, @Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    return listProposedGoods(context, proposal, page);
  }
}

@Resolver(() => ProposedRecipientType)
export class ProposedRecipientResolver {
  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'Null for a carrier, and for one nobody registered.',
  })
  customer(@Root() { partyKind, partyId }: ChangedRecipient, @Ctx() { load }: Context) {
    return partyKind === 'CUSTOMER' ? load(customerById, partyId) : null;
  }

  @FieldResolver(() => CarrierType, { nullable: true, description: 'Null for a customer.' })
  carrier(@Root() { partyKind, partyId }: ChangedRecipient, @Ctx() { load }: Context) {
    return partyKind === 'CARRIER' ? load(carrierById, partyId) : null;
  }
}

@Resolver(() => ProposedGoodsType)
export class ProposedGoodsResolver {
  @FieldResolver(() => BatchType, {
    nullable: true,
    description: 'Null for a unit, and for a batch nobody registered.',
  })
  batch(@Root() { kind, goodsId }: ChangedGoods, @Ctx() { load }: Context) {
    return kind === 'BATCH' ? load(batchById, goodsId) : null;
  }

  @FieldResolver(() => UnitType, { nullable: true, description: 'Null for a batch.' })
  unit(@Root() { kind, goodsId }: ChangedGoods, @Ctx() { load }: Context) {
    return kind === 'UNIT' ? load(unitById, goodsId) : null;
  }
}
