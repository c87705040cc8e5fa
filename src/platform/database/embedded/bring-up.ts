import { writeConnectionSettings } from './connection-settings.js';
import { findPort } from './ports.js';
import type { Postmaster } from './postmaster.js';
import { becomesReady, findOrphan, spawnPostmaster, stopPostmaster, untilReady } from './postmaster.js';
import { readPostmasterOptions } from './postmaster-file.js';
import { knowsPassword, prepareDatabase } from './prepare-database.js';
import { resetPassword } from './reset-password.js';
import type { Server } from './server.js';
import { notedCommandOf } from './server.js';

export interface Running {
  /** As it runs: on another port than asked for, if that one was taken. */
  readonly server: Server;
  readonly postmaster: Postmaster;
  /** Whether a killed Retrace left it running. */
  readonly adopted: boolean;
}

/** Gets a cluster's server running and its database ready to be used, or leaves no server behind. */
export async function bringUp(configured: Server): Promise<Running> {
  const orphan = await adopt(configured);
  const server = orphan ? configured : await withFreePort(configured);
  const postmaster = orphan ?? (await launch(server));
  await orStop(postmaster, server, prepareDatabase(server.connection));
  return { server, postmaster, adopted: orphan !== null };
}

/** Takes over a server that runs as this Retrace would have started it, and stops one that does not. */
async function adopt(server: Server): Promise<Postmaster | null> {
  const orphan = await findOrphan(server.directory);
  if (!orphan) return null;
  if (await isAsWanted(orphan, server)) return orphan;
  server.report('A PostgreSQL left running cannot be taken over; stopping it.');
  await stopPostmaster(orphan, server.directory);
  return null;
}

async function isAsWanted(orphan: Postmaster, server: Server): Promise<boolean> {
  const options = await readPostmasterOptions(server.directory.cluster);
  if (options !== (await notedCommandOf(server))) return false;
  // Whatever the reason it does not let us in, a server started anew is better.
  return (await becomesReady(orphan, server)) && (await knowsPassword(server.connection).catch(() => false));
}

/**
 * Starts the server. If it does not know the password, it is given it: its cluster was restored from a backup, or
 * `server.json` was lost.
 */
async function launch(server: Server): Promise<Postmaster> {
  const postmaster = await start(server);
  if (await orStop(postmaster, server, knowsPassword(server.connection))) return postmaster;

  server.report('The database has other passwords than server.json; it is given those.');
  await stopPostmaster(postmaster, server.directory);
  await resetPassword(server);
  return start(server);
}

async function start(server: Server): Promise<Postmaster> {
  const postmaster = await spawnPostmaster(server);
  // Should that fail, it is for whoever asked for it to say so; the server is no worse.
  await Promise.all([untilReady(postmaster, server), server.meanwhile().catch(() => undefined)]);
  return postmaster;
}

async function orStop<Answer>(postmaster: Postmaster, server: Server, work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    await stopPostmaster(postmaster, server.directory);
    throw error;
  }
}

/** The same port as last time, unless something else has taken it. */
async function withFreePort(server: Server): Promise<Server> {
  const { port } = server.connection;
  const free = await findPort(port);
  if (free === port) return server;

  const connection = { ...server.connection, port: free };
  await writeConnectionSettings(server.directory, connection);
  server.report(`Port ${port} is taken by something else; the database now listens on ${free}.`);
  return { ...server, connection };
}
