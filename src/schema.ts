import type { GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';

import { GapResolver } from './gaps/index.js';
import { KeyResolver } from './keys/index.js';
import {
  BatchDeclarationsResolver,
  CorrectionResolver,
  LogisticUnitCorrectionsResolver,
  MovedQuantityResolver,
  MovementConflictAlreadyDecidedResolver,
  MovementConflictResolvedResolver,
  MovementConflictResolver,
  MovementCorrectedResolver,
  MovementCorrectionResolver,
  MovementEventResolver,
  MovementResolver,
  UnitCorrectionsResolver,
} from './movements/index.js';
import { NotificationResolver } from './notifications/index.js';
import {
  CarrierResolver,
  CustomerResolver,
  InternalContactResolver,
  LocationResolver,
  SourceResolver,
} from './parties/index.js';
import { enforceAccess } from './platform/access/access.js';
import type { RaiseAlarm } from './platform/access/refusal-alarm.js';
import { AuditResolver } from './platform/audit/audit.resolver.js';
import { noTopics } from './platform/graphql/no-topics.js';
import {
  BatchIdentityResolver,
  PackagingLevelResolver,
  ProductResolver,
  UnitIdentityResolver,
} from './products/index.js';
import {
  DraftResolver,
  LaunchedResolver,
  NotificationAnswerResolver,
  NotificationMessageResolver,
  PreviewRecipientResolver,
  PreviewResolver,
  OnwardUnknownResolver,
  RecallAnswerResolver,
  RecallCustomerResolver,
  RecallPreviewResolver,
  RecallProgressResolver,
  RecallResolver,
  UnitVerdictResolver,
} from './recalls/index.js';
import {
  BatchCompletenessResolver,
  BatchGenealogyResolver,
  BatchResolver,
  BatchWithinResolver,
  CompletenessResolver,
  ConsignmentResolver,
  GapMovementResolver,
  GapsCheckedResolver,
  GenealogyResolver,
  InquiryResolver,
  GoodsHistoryResolver,
  LogisticUnitCompletenessResolver,
  LogisticUnitHistoryResolver,
  LogisticUnitQuantitiesResolver,
  LogisticUnitResolver,
  LookupResolver,
  MadeGoodsResolver,
  MakingResolver,
  PackedQuantityResolver,
  PartsResolver,
  PlaceCountResolver,
  PlaceResolver,
  RecipientResolver,
  StepResolver,
  UnitCompletenessResolver,
  UnitGenealogyResolver,
  UnitHistoryResolver,
  UnitResolver,
} from './trace/index.js';

/** Every resolver, in the order in which the features stand on each other. */
const resolvers = [
  AuditResolver,
  CustomerResolver,
  LocationResolver,
  CarrierResolver,
  SourceResolver,
  InternalContactResolver,
  KeyResolver,
  ProductResolver,
  PackagingLevelResolver,
  BatchIdentityResolver,
  UnitIdentityResolver,
  GapResolver,
  MovementResolver,
  MovedQuantityResolver,
  MovementEventResolver,
  BatchDeclarationsResolver,
  CorrectionResolver,
  MovementCorrectionResolver,
  MovementCorrectedResolver,
  UnitCorrectionsResolver,
  LogisticUnitCorrectionsResolver,
  MovementConflictResolver,
  MovementConflictResolvedResolver,
  MovementConflictAlreadyDecidedResolver,
  UnitResolver,
  LogisticUnitResolver,
  LogisticUnitQuantitiesResolver,
  PackedQuantityResolver,
  UnitHistoryResolver,
  LogisticUnitHistoryResolver,
  GoodsHistoryResolver,
  PartsResolver,
  BatchResolver,
  BatchGenealogyResolver,
  UnitGenealogyResolver,
  GenealogyResolver,
  InquiryResolver,
  MakingResolver,
  MadeGoodsResolver,
  BatchWithinResolver,
  LookupResolver,
  ConsignmentResolver,
  PlaceResolver,
  PlaceCountResolver,
  RecipientResolver,
  StepResolver,
  UnitCompletenessResolver,
  LogisticUnitCompletenessResolver,
  BatchCompletenessResolver,
  CompletenessResolver,
  GapMovementResolver,
  GapsCheckedResolver,
  NotificationResolver,
  RecallResolver,
  DraftResolver,
  RecallPreviewResolver,
  PreviewResolver,
  PreviewRecipientResolver,
  LaunchedResolver,
  RecallProgressResolver,
  RecallCustomerResolver,
  OnwardUnknownResolver,
  RecallAnswerResolver,
  NotificationAnswerResolver,
  NotificationMessageResolver,
  UnitVerdictResolver,
] satisfies NonEmptyArray<unknown>;

/** The API, with every access rule in force. `raise` is told whose lookups are refused alarmingly often. */
export async function createSchema(raise?: RaiseAlarm): Promise<GraphQLSchema> {
  // A field without a resolver of its own is a property; type-graphql would call a function for each.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
  return enforceAccess(await buildSchema({ resolvers, validate: false, pubSub: noTopics }), raise);
}
