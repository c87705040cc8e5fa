import { createHash } from 'node:crypto';

import { commandLineOf, findProcesses } from './processes.js';

/** What a cluster's server is called, and by which its processes are known apart from those of other servers. */
export const clusterName = (cluster: string) =>
  `retrace-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;

/** The children of a cluster's postmaster, also of one that was killed. They change their command line to say whose they are. */
export const findBackends = (cluster: string) =>
  findProcesses((commandLine) => commandLine.startsWith(`postgres: ${clusterName(cluster)}: `));

export const isPostmasterOf = async (cluster: string, pid: number) =>
  (await commandLineOf(pid)).includes(` -D ${cluster} `);
