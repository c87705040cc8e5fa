import { expect, test } from '@jest/globals';

import { createEvents } from '../../src/platform/pubsub.js';

test('a listener hears what is published on its topic from then on, in order', async () => {
  const events = createEvents();
  events.publish('recall', { n: 0 });
  const heard = events.subscribe('recall');

  events.publish('recall', { n: 1 });
  events.publish('other', { n: 2 });
  events.publish('recall', { n: 3 });

  expect(await heard.next()).toEqual({ value: { n: 1 }, done: false });
  expect(await heard.next()).toEqual({ value: { n: 3 }, done: false });
});

test('every listener of a topic hears each event', async () => {
  const events = createEvents();
  const [one, two] = [events.subscribe('recall'), events.subscribe('recall')];
  const waiting = one.next();

  events.publish('recall', { n: 1 });

  expect(await Promise.all([waiting, two.next()])).toEqual([
    { value: { n: 1 }, done: false },
    { value: { n: 1 }, done: false },
  ]);
});

test('a listener that hangs up while it waits is let go at once', async () => {
  const events = createEvents();
  const heard = events.subscribe('recall');
  const waiting = heard.next();

  await heard.return?.();

  expect(await waiting).toEqual({ value: undefined, done: true });
  expect(await heard.next()).toEqual({ value: undefined, done: true });
});

test('a listener that falls too far behind is told so, and the others are not held up', async () => {
  const events = createEvents();
  const slow = events.subscribe('recall');
  const quick = events.subscribe('recall');

  for (let n = 0; n <= 1_000; n++) {
    const heard = quick.next();
    events.publish('recall', { n });
    expect(await heard).toEqual({ value: { n }, done: false });
  }

  await expect(slow.next()).rejects.toThrow('more slowly');
  expect(await slow.next()).toEqual({ value: undefined, done: true });
});

test('what is published is passed on, and what comes from elsewhere is not passed on again', () => {
  const events = createEvents();
  const passedOn: unknown[] = [];
  events.onPublish((topic, payload) => passedOn.push([topic, payload]));

  events.publish('recall', { n: 1 });
  events.deliver('recall', { n: 2 });

  expect(passedOn).toEqual([['recall', { n: 1 }]]);
});
