import { describe, expect, test } from '@jest/globals';

import {
  type ApprovalObstacle,
  movesFrom,
  obstacleToApproval,
  RECALL_STATUS,
  type RecallMove,
  type RecallStatus,
  statusAfter,
} from '../../src/recalls/recall.rules.js';
import { countSerials, serialsOf } from '../../src/gs1/index.js';

test.each<[RecallStatus, RecallMove[]]>([
  ['DRAFT', ['UPDATE', 'SUBMIT', 'CANCEL']],
  ['SUBMITTED', ['UPDATE', 'APPROVE', 'REJECT', 'CANCEL']],
  ['APPROVED', ['UPDATE', 'REJECT', 'LAUNCH', 'CANCEL']],
  ['LAUNCHED', ['LAUNCH_WAVE', 'DECLINE_WAVE', 'PAUSE', 'CLOSE']],
  ['PAUSED', ['LAUNCH_WAVE', 'DECLINE_WAVE', 'RESUME', 'CLOSE']],
  ['CLOSED', []],
  ['CANCELLED', []],
])('from %s a recall can make these moves and no others: %j', (status, moves) => {
  expect(movesFrom(status)).toEqual(moves);
});

test('a change to what was submitted or approved makes it a draft again', () => {
  expect(statusAfter('UPDATE', 'SUBMITTED')).toBe('DRAFT');
  expect(statusAfter('UPDATE', 'APPROVED')).toBe('DRAFT');
});

test('only an approved recall is launched', () => {
  const launchable = Object.values(RECALL_STATUS).filter((status) => statusAfter('LAUNCH', status) !== null);

  expect(launchable).toEqual(['APPROVED']);
});

test.each<[string, string, ApprovalObstacle | null]>([
  ['submitter', 'seen', 'SUBMITTED_IT'],
  ['editor', 'seen', 'EDITED_IT'],
  ['second person', 'something else', 'SAW_ANOTHER_VERSION'],
  ['second person', 'seen', null],
])('approval by the %s, who saw %j: obstacle %j', (actor, hash, obstacle) => {
  const recall = { editorIds: ['editor'], submittedBy: 'submitter', submittedHash: 'seen' };

  expect(obstacleToApproval(recall, actor, hash)).toBe(obstacle);
});

describe('a range of serials', () => {
  test.each([
    ['SN-008', 'SN-011', ['SN-008', 'SN-009', 'SN-010', 'SN-011']],
    ['9', '11', ['9', '10', '11']],
    ['10248-11-001', '10248-11-001', ['10248-11-001']],
    [
      '99999999999999999998',
      '100000000000000000000',
      ['99999999999999999998', '99999999999999999999', '100000000000000000000'],
    ],
  ])('from %s to %s counts %j', (from, to, serials) => {
    expect(serialsOf({ from, to })).toEqual(serials);
    expect(countSerials({ from, to })).toBe(serials.length);
  });

  test.each([
    ['A', 'B', 'does not count: both ends must end in digits'],
    ['A1', 'B2', 'does not count: before the digits at their end, both ends must read the same'],
    ['SN-9', 'SN-010', 'has leading zeros at one end that the other end does not have'],
    ['12', '11', 'counts down'],
    ['000000', '100000', 'has more than 100000 serial numbers'],
    ['1', '9'.repeat(60), 'has more than 100000 serial numbers'],
  ])('from %s to %s is refused, since it %s', (from, to, reason) => {
    expect(countSerials({ from, to })).toBe(reason);
  });
});
