import { Field, ID, ObjectType } from 'type-graphql';

import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import {
  ApprovalRefusedType,
  RecallReasonInvalidType,
  RecallUnknownType,
  WrongRecallStateType,
} from '../recall-outcomes.type.js';
import { RecallType } from '../recall.type.js';
import type { declineWave } from './decline-wave.js';
import type { launchWave } from './launch-wave.js';

@ObjectType('WaveLaunched', { description: 'Its recipients and notices are fixed, and sending has begun.' })
export class WaveLaunchedType {
  @Field(() => RecallType, { description: 'The recall as it stands now.' })
  recall!: RecallType;

  @Field(() => Boolean, { description: 'It was launched by an earlier call; this one changed nothing.' })
  alreadyLaunched!: boolean;
}

@ObjectType('WaveDeclined', { description: 'It is on record why nobody was told.' })
export class WaveDeclinedType {
  @Field(() => RecallType, { description: 'The recall as it stands now.' })
  recall!: RecallType;
}

@ObjectType('WaveNotProposed', {
  implements: UserErrorType,
  description: 'Nothing is proposed, or something else by now.',
})
export class WaveNotProposedType extends UserErrorType {
  @Field(() => ID, { description: 'The recall.' })
  recallId!: string;
}

const notMoved = {
  RecallUnknown: RecallUnknownType,
  WrongRecallState: WrongRecallStateType,
  WaveNotProposed: WaveNotProposedType,
};

export const LaunchWaveResult = outcomeUnion<typeof launchWave>()('LaunchWaveResult', () => ({
  ...notMoved,
  WaveLaunched: WaveLaunchedType,
  ApprovalRefused: ApprovalRefusedType,
}));

export const DeclineWaveResult = outcomeUnion<typeof declineWave>()('DeclineWaveResult', () => ({
  ...notMoved,
  WaveDeclined: WaveDeclinedType,
  ApprovalRefused: ApprovalRefusedType,
  RecallReasonInvalid: RecallReasonInvalidType,
}));
