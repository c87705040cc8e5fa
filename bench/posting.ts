import { setTimeout as sleep } from 'node:timers/promises';

export interface Posted {
  readonly answered: number;
  /** Answers with a status other than 200, or with errors. */
  readonly failed: number;
  readonly longestMs: number;
}

/** A client that posts one request after the other until it is stopped, and counts what came of them. */
export function startPosting(url: string, key: string, body: () => unknown, pauseMs = 0) {
  const stopping = new AbortController();
  const underWay = (async (): Promise<Posted> => {
    let posted: Posted = { answered: 0, failed: 0, longestMs: 0 };
    while (!stopping.signal.aborted) {
      const started = performance.now();
      const isRight = await post(url, key, body());
      const longestMs = Math.max(posted.longestMs, performance.now() - started);
      posted = { answered: posted.answered + 1, failed: posted.failed + (isRight ? 0 : 1), longestMs };
      await sleep(pauseMs);
    }
    return posted;
  })();
  return {
    stop(): Promise<Posted> {
      stopping.abort();
      return underWay;
    },
  };
}

async function post(url: string, key: string, body: unknown): Promise<boolean> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return answer.status === 200 && !text.includes('"errors"');
}
