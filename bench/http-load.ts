import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of the n-th request. */
  readonly body: (n: number) => string;
}

/** What clients got answered, each sending its next request when the last was answered. */
export interface Load {
  readonly perSecond: number;
  /** How long each answer took, in milliseconds. */
  readonly times: readonly number[];
}

export async function load(target: Target, connections: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const end = started + seconds * 1_000;
  const times: number[] = [];
  let sent = 0;
  const client = async () => {
    for (let now = started; now < end;) {
      await post(target, agent, target.body(sent++));
      const before = now;
      now = performance.now();
      times.push(now - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const elapsed = (performance.now() - started) / 1_000;
  agent.destroy();
  return { perSecond: times.length / elapsed, times };
}

/** How many requests a second `connections` clients get answered. */
export async function requestsPerSecond(target: Target, connections: number, seconds: number): Promise<number> {
  return (await load(target, connections, seconds)).perSecond;
}

/** How long requests took that were sent at so many a second, whatever became of those before. Milliseconds. */
export async function timedRequests(target: Target, perSecond: number, until: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const underWay: Promise<number>[] = [];
  const started = performance.now();
  for (let sent = 0; performance.now() < until; sent++) {
    const due = started + (sent * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    // Counted from when it was due: a machine too busy to send in time is slow as well.
    underWay.push(post(target, agent, target.body(sent)).then(() => performance.now() - due));
  }
  const times = await Promise.all(underWay);
  agent.destroy();
  return times;
}

function post({ url, headers }: Target, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === 200 && !text.includes('"errors"')) resolve();
          else reject(new Error(`${answer.statusCode ?? 0}: ${text.slice(0, 500)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
