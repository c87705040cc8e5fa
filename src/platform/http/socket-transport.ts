import type { WebSocket as Transport } from 'graphql-ws';
import { WebSocket } from 'ws';

const PING_MS = 12_000;

/** A socket as graphql-ws wants it. `failed` hears of what goes wrong with a message; hostile input is no fault and does not. */
export function transportOf(socket: WebSocket, failed: (error: unknown) => void): Transport {
  return {
    protocol: socket.protocol,
    // Resolves when the bytes have left, so a subscriber who does not read holds up their own events only.
    send: (message) =>
      new Promise((resolve, reject) => {
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(message, (error) => {
            if (error) reject(error);
            else resolve();
          });
        } else {
          resolve();
        }
      }),
    close: (code, reason) => {
      socket.close(code, reason);
    },
    onMessage(receive) {
      socket.on('message', (message: Buffer, isBinary) => {
        if (isBinary) {
          socket.close(4400, 'Text messages only');
          return;
        }
        receive(message.toString('utf8')).catch((error: unknown) => {
          failed(error);
          socket.close(4500, 'Internal server error');
        });
      });
    },
  };
}

/** Ends a socket whose other side has gone without a word. */
export function endWhenSilent(socket: WebSocket): void {
  let answered = true;
  const ping = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, PING_MS);
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => {
    clearInterval(ping);
  });
}
