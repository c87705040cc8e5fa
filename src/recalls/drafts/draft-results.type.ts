import { outcomeUnion } from '../../platform/graphql/outcome-union.js';
import {
  ApprovalRefusedType,
  RecallReasonInvalidType,
  RecallApprovedType,
  RecallCancelledType,
  RecallChangedType,
  RecallCreatedType,
  RecallInvalidType,
  RecallRejectedType,
  RecallSubmittedType,
  RecallUnknownType,
  RecallUpdatedType,
  WrongRecallStateType,
} from '../recall-outcomes.type.js';
import type { approveRecall } from './approve-recall.js';
import type { cancelRecall } from './cancel-recall.js';
import type { createRecall } from './create-recall.js';
import type { rejectRecall } from './reject-recall.js';
import type { submitRecall } from './submit-recall.js';
import type { updateRecall } from './update-recall.js';

// What every move can answer.
const notMoved = { RecallUnknown: RecallUnknownType, WrongRecallState: WrongRecallStateType };

export const CreateRecallResult = outcomeUnion<typeof createRecall>()('CreateRecallResult', () => ({
  RecallCreated: RecallCreatedType,
  RecallInvalid: RecallInvalidType,
}));

export const UpdateRecallResult = outcomeUnion<typeof updateRecall>()('UpdateRecallResult', () => ({
  ...notMoved,
  RecallUpdated: RecallUpdatedType,
  RecallInvalid: RecallInvalidType,
  RecallChanged: RecallChangedType,
}));

export const SubmitRecallResult = outcomeUnion<typeof submitRecall>()('SubmitRecallResult', () => ({
  ...notMoved,
  RecallSubmitted: RecallSubmittedType,
  RecallInvalid: RecallInvalidType,
  RecallChanged: RecallChangedType,
}));

export const ApproveRecallResult = outcomeUnion<typeof approveRecall>()('ApproveRecallResult', () => ({
  ...notMoved,
  RecallApproved: RecallApprovedType,
  ApprovalRefused: ApprovalRefusedType,
}));

export const RejectRecallResult = outcomeUnion<typeof rejectRecall>()('RejectRecallResult', () => ({
  ...notMoved,
  RecallRejected: RecallRejectedType,
  RecallReasonInvalid: RecallReasonInvalidType,
}));

export const CancelRecallResult = outcomeUnion<typeof cancelRecall>()('CancelRecallResult', () => ({
  ...notMoved,
  RecallCancelled: RecallCancelledType,
  RecallReasonInvalid: RecallReasonInvalidType,
}));
