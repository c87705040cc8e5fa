import { connect } from 'node:net';

import { afterEach, expect, test } from '@jest/globals';

import { type HttpServer, PortError, type Site, startHttp } from '../../../src/platform/http/server.js';

const servers: HttpServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function start(port = 0): Promise<HttpServer> {
  const server = await startHttp({ host: '127.0.0.1', port });
  servers.push(server);
  return server;
}

/** A site whose one request waits until it is told to go on. */
function slowSite(): Site & { arrived: Promise<void>; go: () => void } {
  let go: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  return {
    arrived,
    go: () => {
      go();
    },
    request(_request, response) {
      go = () => {
        response.end('done');
      };
      arrive();
    },
    upgrade(_request, socket) {
      socket.destroy();
    },
    leave: () => undefined,
  };
}

test('before the site is there Retrace lives, and tells everyone else to come back', async () => {
  const { url } = await start();
  const [alive, asked] = await Promise.all([
    fetch(`${url}/livez`),
    fetch(`${url}/graphql`, { method: 'POST', body: '{}' }),
  ]);

  expect([alive.status, asked.status]).toEqual([200, 503]);
  expect(asked.headers.get('retry-after')).toBe('2');
  expect(await asked.text()).toContain('Retrace is starting');
});

test('a port that is taken is said in a sentence', async () => {
  const { url } = await start();
  const { port } = new URL(url);

  const second = startHttp({ host: '127.0.0.1', port: Number(port) });

  await expect(second).rejects.toThrow(PortError);
  await expect(second).rejects.toThrow(
    `Port ${port} is in use by another program, perhaps another Retrace. Set PORT to another one.`,
  );
});

test('closing waits for what is being answered, and takes nothing new', async () => {
  const server = await start();
  const site = slowSite();
  server.serve(site);
  const asked = fetch(`${server.url}/page`);
  await site.arrived;

  const closed = server.close();
  await expect(fetch(`${server.url}/page`)).rejects.toThrow();
  site.go();

  expect(await (await asked).text()).toBe('done');
  await closed;
});

test('an idle connection does not keep Retrace from ending', async () => {
  const server = await start();
  server.serve(slowSite());
  await (await fetch(`${server.url}/livez`)).text();

  const started = performance.now();
  await server.close();

  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ['two lengths', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
  [
    'a length and chunks',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['headers of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`],
])('a request with %s never reaches the site', async (_name, bytes) => {
  const server = await start();
  const reached: string[] = [];
  server.serve({ ...slowSite(), request: (request) => reached.push(request.url ?? '') });

  const answer = await send(server.url, bytes);

  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(reached).toEqual([]);
});

function send(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', (error) => {
      if (answer) resolve(answer);
      else reject(error);
    });
  });
}
