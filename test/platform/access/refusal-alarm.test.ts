import { expect, test } from '@jest/globals';

import { watchRefusals } from '../../../src/platform/access/refusal-alarm.js';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1) + second * 1_000);

function watched() {
  const alarms: [string, number][] = [];
  const noteRefusal = watchRefusals((actorId, refused) => {
    alarms.push([actorId, refused]);
  });
  const refuse = (times: number, second: number, who = 'anna') => {
    for (let i = 0; i < times; i++) noteRefusal(who, at(second));
  };
  return { alarms, refuse };
}

test('the hundredth refusal within a minute raises an alarm, and ninety-nine do not', () => {
  const { alarms, refuse } = watched();

  refuse(50, 0);
  refuse(49, 59);
  expect(alarms).toEqual([]);
  refuse(1, 59);
  expect(alarms).toEqual([['anna', 100]]);
});

test('what is a minute ago no longer counts', () => {
  const { alarms, refuse } = watched();

  refuse(50, 0);
  refuse(50, 60);

  expect(alarms).toEqual([]);
});

test('whoever goes on raises one alarm a minute, which says how many there were within it', () => {
  const { alarms, refuse } = watched();

  for (let second = 0; second <= 120; second++) refuse(100, second);

  expect(alarms).toEqual([
    ['anna', 100],
    ['anna', 5_901],
    ['anna', 5_901],
  ]);
});

test('the refusals of several keys are not added up', () => {
  const { alarms, refuse } = watched();

  refuse(99, 0, 'anna');
  refuse(99, 0, 'ben');
  refuse(1, 1, 'ben');

  expect(alarms).toEqual([['ben', 100]]);
});
