import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line between Retrace and its database, which a test can cut and mend. */
export class CuttableLine {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly databaseUrl: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (near: Socket) => {
      this.carry(near);
    });
  }

  static async to(databaseUrl: string): Promise<CuttableLine> {
    const line = new CuttableLine(new URL(databaseUrl), createServer());
    await new Promise<void>((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    const url = new URL(this.databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** From now on whoever connects is hung up on, and so is everyone who has. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(near: Socket): void {
    if (this.isCut) {
      // Read to its end, or it would never close.
      near.resume().end();
      return;
    }
    const far = connect(Number(this.databaseUrl.port), this.databaseUrl.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
