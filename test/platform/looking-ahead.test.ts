import { describe, expect, it } from '@jest/globals';

import { lookingAhead } from '../../src/platform/looking-ahead.js';

describe('looking ahead', () => {
  it('reads so many parts more than the one that is worked on, and tells them in order', async () => {
    const started: number[] = [];
    const finish = new Map<number, () => void>();
    const read = (part: number) => {
      started.push(part);
      return new Promise<string>((resolve) => {
        finish.set(part, () => {
          resolve(`read ${part}`);
        });
      });
    };
    const told = lookingAhead([1, 2, 3, 4], read, 1)[Symbol.asyncIterator]();

    const first = told.next();
    finish.get(2)?.();
    finish.get(1)?.();
    expect(await first).toEqual({ value: 'read 1', done: false });
    expect(started).toEqual([1, 2]);
    expect(await told.next()).toEqual({ value: 'read 2', done: false });
    expect(started).toEqual([1, 2, 3]);
    const third = told.next();
    finish.get(3)?.();
    finish.get(4)?.();
    expect([await third, await told.next(), await told.next()]).toEqual([
      { value: 'read 3', done: false },
      { value: 'read 4', done: false },
      { value: undefined, done: true },
    ]);
  });

  it('fails when the turn of what failed has come, and leaves no other failure unheard', async () => {
    const read = (part: number) => (part === 1 ? Promise.resolve(part) : Promise.reject(new Error(`no ${part}`)));
    const told: number[] = [];
    const reading = async () => {
      for await (const part of lookingAhead([1, 2, 3], read, 2)) told.push(part);
    };
    await expect(reading()).rejects.toThrow('no 2');
    expect(told).toEqual([1]);
  });
});
