/** Where the server listens: a socket in a folder of its own, or (Windows) a port of the loopback. */
export type Endpoint =
  | { readonly kind: 'socket'; readonly folder: string }
  | { readonly kind: 'tcp'; readonly port: number };

/** The socket's name ends in it; no port is opened. */
export const SOCKET_PORT = 5432;

/** Durable, and small: the default installation is one process on one machine. */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '64MB',
  max_connections: '64',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  // No helper processes for reads from a small database, no parallel plans, no just-in-time compiler.
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '2',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // Statements hold what people wrote: not for the log.
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  update_process_title: 'off',
};

/** The command line of the server. On the command line, so that a new version of Sluice brings its own. */
export function serverArguments(files: string, endpoint: Endpoint): readonly string[] {
  const where: Readonly<Record<string, string>> =
    endpoint.kind === 'socket'
      ? {
          listen_addresses: '',
          unix_socket_directories: endpoint.folder,
          unix_socket_permissions: '0700',
          port: String(SOCKET_PORT),
        }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(endpoint.port) };
  return [
    '-D',
    files,
    ...Object.entries({ ...SETTINGS, ...where }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** How to connect to it. */
export function toUrl(endpoint: Endpoint, user: string, password: string): string {
  const login = `${user}:${encodeURIComponent(password)}`;
  return endpoint.kind === 'socket'
    ? `postgresql://${login}@/postgres?host=${encodeURIComponent(endpoint.folder)}&port=${SOCKET_PORT}`
    : `postgresql://${login}@127.0.0.1:${endpoint.port}/postgres`;
}
