import { totalmem } from 'node:os';

import { clusterName } from './cluster-processes.js';

const MEGABYTE = 2 ** 20;

/**
 * What the server is told when it starts: safe first (R15), then sized for a small machine that also runs Retrace.
 *
 * On the command line, so that neither a left-over configuration file nor ALTER SYSTEM weakens it, and so that an orphan
 * that runs with other settings is recognised by its command line.
 */
export function serverSettings(cluster: string, port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    cluster_name: clusterName(cluster),
    max_connections: '60',

    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',

    shared_buffers: `${sharedBuffers()}MB`,
    wal_compression: 'on',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_completion_target: '0.9',
    effective_cache_size: `${Math.floor(totalmem() / MEGABYTE / 2)}MB`,
    random_page_cost: '1.1',
    jit: 'off',

    // A killed Retrace leaves its statements behind; they end when the server sees that nobody waits for them.
    client_connection_check_interval: '1s',

    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // Goods and people are named in statements and in the details of errors; the log shall not know them.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
}

/** An eighth of the memory, at most 256 MB: the rest is for Retrace and the system's own cache. */
const sharedBuffers = () => Math.max(32, Math.min(256, Math.floor(totalmem() / MEGABYTE / 8)));
