import type { Place } from '@sluice/storage';
import type { LogLevel } from './telemetry/logger.ts';

/** What a server is started with. Whatever has a default may be left out. */
export type StartConfig = {
  /** Where the data is. */
  readonly place: Place;
  /** For what is not in the database: the local CA, the authority's key, `demo.json`. Made where it is missing. */
  readonly folder: string;
  /** Address to listen on. Default: loopback. */
  readonly host?: string;
  /** Default 8443; 0: any free one. */
  readonly port?: number;
  /** Names to answer for beside those of loopback, as in a Host header. */
  readonly names?: readonly string[];
  /** Start with the demo world. Refuses any address but loopback. */
  readonly demo?: boolean;
  /** A certificate of one's own (PEM files) instead of the local CA's. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** 32 bytes in base64 that seal the authority's keys, for servers that share a database. Default: a file in `folder`. */
  readonly authorityKey?: string;
  /** Further audiences to issue and take tokens for. */
  readonly audiences?: readonly string[];
  /** A JSON file of other issuers of tokens that are trusted. */
  readonly issuersFile?: string;
  /** How the tenant and its first subscription are called, where they are made by this start. */
  readonly tenantName?: string;
  readonly subscriptionName?: string;
  /** How this cloud is called in its own metadata. */
  readonly cloudName?: string;
  /** Certificates (PEM file) that targets of webhooks may be signed by, beside those that everybody trusts. */
  readonly webhookCaFile?: string;
  readonly logLevel?: LogLevel;
  /** Where the log goes, a line at a time. Default: standard output. */
  readonly log?: { write(line: string): void };
  /** Where to show metrics and health to whoever can reach it, by plain HTTP. Default: nowhere. */
  readonly metricsListen?: { readonly host: string; readonly port: number };
  /** `http(s)://host:port` of a collector that takes traces by OTLP over HTTP. Default: nothing is sent. */
  readonly otlpEndpoint?: string;
  /** The folder of the built portal. Default: where its package builds it. */
  readonly portal?: string;
  /** Where built-in definitions, roles and the demo world are. Default: the content package. */
  readonly content?: string;
  readonly poolSize?: number;
  /** Told what an operator should know and need not act on. */
  onNotice?(text: string): void;
};

export const DEFAULT_PORT = 8443;
export const DEFAULT_HOST = '127.0.0.1';

/** Names that lead to this machine from itself. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether nobody but this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Something that the operator must put right before the server can start; the message says what. */
export class StartProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StartProblem';
  }
}
