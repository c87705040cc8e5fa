import { CreateAccessAndAudit1795000000001 } from './1795000000001-CreateAccessAndAudit.js';
import { CreateParties1795000000002 } from './1795000000002-CreateParties.js';
import { CreateProducts1795000000003 } from './1795000000003-CreateProducts.js';
import { CreateLedger1795000000004 } from './1795000000004-CreateLedger.js';
import { CreateNotifications1795000000005 } from './1795000000005-CreateNotifications.js';
import { CreateHolds1795000000006 } from './1795000000006-CreateHolds.js';
import { CreateRecalls1795000000007 } from './1795000000007-CreateRecalls.js';
import { CreateCorrections1795000000008 } from './1795000000008-CreateCorrections.js';
import { CreateKnowledge1795000000009 } from './1795000000009-CreateKnowledge.js';
import { CreateGenealogy1795000000010 } from './1795000000010-CreateGenealogy.js';
import { CreateGaps1795000000011 } from './1795000000011-CreateGaps.js';
import { CreateConsignors1795000000012 } from './1795000000012-CreateConsignors.js';
import { CreateInquiries1795000000013 } from './1795000000013-CreateInquiries.js';
import { CountUnitsByProduct1795000000014 } from './1795000000014-CountUnitsByProduct.js';
import { CreateHoldsThatFollow1795000000015 } from './1795000000015-CreateHoldsThatFollow.js';
import { TraceRecipientsOfAnySize1795000000016 } from './1795000000016-TraceRecipientsOfAnySize.js';
import { SearchForGapsAgain1795000000017 } from './1795000000017-SearchForGapsAgain.js';
import { FindObservedQuantities1795000000018 } from './1795000000018-FindObservedQuantities.js';
import { KeepAnswersInParts1795000000019 } from './1795000000019-KeepAnswersInParts.js';
import { SearchForContradictions1795000000020 } from './1795000000020-SearchForContradictions.js';
import { FreezeWhatIsOnlyPossible1795000000021 } from './1795000000021-FreezeWhatIsOnlyPossible.js';
import { FollowWhatHoldersHeld1795000000022 } from './1795000000022-FollowWhatHoldersHeld.js';
import { DoubtContainersOfConflicts1795000000023 } from './1795000000023-DoubtContainersOfConflicts.js';
import { ProposeFurtherWaves1795000000024 } from './1795000000024-ProposeFurtherWaves.js';
import { NameTheWaveOfGoods1795000000025 } from './1795000000025-NameTheWaveOfGoods.js';
import { NameProductsOfRecalledUnits1795000000026 } from './1795000000026-NameProductsOfRecalledUnits.js';
import { AskForPreviews1795000000027 } from './1795000000027-AskForPreviews.js';
import { SayHowFarRecallsAreFollowed1795000000028 } from './1795000000028-SayHowFarRecallsAreFollowed.js';
import { FindEverySupplierBatch1795000000029 } from './1795000000029-FindEverySupplierBatch.js';
import { NameTheLoadsThatWavesKnew1795000000030 } from './1795000000030-NameTheLoadsThatWavesKnew.js';
import { TellReturnsFromDeliveries1795000000031 } from './1795000000031-TellReturnsFromDeliveries.js';
import { FindGapsByTheirEvidence1795000000032 } from './1795000000032-FindGapsByTheirEvidence.js';
import { SayByHowMuchQuantitiesDiffer1795000000033 } from './1795000000033-SayByHowMuchQuantitiesDiffer.js';

/** Every migration, oldest first. A new one is added at the end, and never changed once released. */
export const migrations = [
  CreateAccessAndAudit1795000000001,
  CreateParties1795000000002,
  CreateProducts1795000000003,
  CreateLedger1795000000004,
  CreateNotifications1795000000005,
  CreateHolds1795000000006,
  CreateRecalls1795000000007,
  CreateCorrections1795000000008,
  CreateKnowledge1795000000009,
  CreateGenealogy1795000000010,
  CreateGaps1795000000011,
  CreateConsignors1795000000012,
  CreateInquiries1795000000013,
  CountUnitsByProduct1795000000014,
  CreateHoldsThatFollow1795000000015,
  TraceRecipientsOfAnySize1795000000016,
  SearchForGapsAgain1795000000017,
  FindObservedQuantities1795000000018,
  KeepAnswersInParts1795000000019,
  SearchForContradictions1795000000020,
  FreezeWhatIsOnlyPossible1795000000021,
  FollowWhatHoldersHeld1795000000022,
  DoubtContainersOfConflicts1795000000023,
  ProposeFurtherWaves1795000000024,
  NameTheWaveOfGoods1795000000025,
  NameProductsOfRecalledUnits1795000000026,
  AskForPreviews1795000000027,
  SayHowFarRecallsAreFollowed1795000000028,
  FindEverySupplierBatch1795000000029,
  NameTheLoadsThatWavesKnew1795000000030,
  TellReturnsFromDeliveries1795000000031,
  FindGapsByTheirEvidence1795000000032,
  SayByHowMuchQuantitiesDiffer1795000000033,
];
