import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { JsonObject } from '@sluice/language';
import { readEndpoint, targetReach, webhookTargets } from '@sluice/providers/types';
import { isPublicAddress } from './public-address.ts';

/** Of an attempt, everything included. */
const TIMEOUT_MS = 15_000;
/** A target that says more than that is not listened to. */
const MAX_RESPONSE_BYTES = 16_384;
const MAX_RESPONSE_MS = 1_000;

export type EventMessage = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a target answered. */
export type Answer = { readonly status: number; readonly retryAfter: string | undefined };

/** Nothing was answered, or nothing was sent; the message says why, without secrets, addresses or what the target said. */
export class SendProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SendProblem';
  }
}

export type SendOptions = {
  /** Keeps connections from one event to the next, and says who is trusted. */
  readonly agent: https.Agent;
  /** The tenant's settings as they are now. */
  readonly settings: JsonObject | undefined;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
};

/**
 * Posts an event once. The target must be on the allow-list now, and every address that its name has now must be one that may be
 * called; the connection is made to one of just these. Redirects are an answer like any other.
 *
 * Rejects with `SendProblem`.
 */
export async function sendEvent(message: EventMessage, options: SendOptions): Promise<Answer> {
  const target = readEndpoint(message.url);
  const reach = target && targetReach(webhookTargets(options.settings), target);
  if (target === undefined || reach === undefined)
    throw new SendProblem('The settings of the tenant do not allow events to be sent there.');
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]);
  const addresses = await before(signal, addressesOf(target.host));
  if (reach === 'public' && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new SendProblem(
      'The host leads to an address that is not of the internet; the settings (webhooks.allowedPrivateHosts) do not allow that.',
    );
  }
  return post(message, { ...options, signal }, fixedLookup(addresses));
}

type Address = { readonly address: string; readonly family: number };

async function addressesOf(host: string): Promise<readonly Address[]> {
  const literal = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  try {
    return await lookup(host, { all: true });
  } catch (error) {
    throw problemOf(error);
  }
}

/** However the name is resolved a moment later, the connection is made to what was checked. */
function fixedLookup(addresses: readonly Address[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else if (first !== undefined) callback(null, first.address, first.family);
    else callback(new Error('The name has no address.'), '', 4);
  };
}

function post(
  { url, headers, body }: EventMessage,
  { agent, signal }: SendOptions,
  fixed: LookupFunction,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, {
      method: 'POST',
      agent,
      signal,
      lookup: fixed,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    request.on('error', error => reject(problemOf(signal.aborted ? signal.reason : error)));
    request.on('response', response => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      discard(response);
    });
    request.end(body);
  });
}

/** So that the connection can be used again, where the rest of the answer is short. */
function discard(response: IncomingMessage): void {
  let bytes = 0;
  const late = setTimeout(() => response.destroy(), MAX_RESPONSE_MS);
  response.on('close', () => clearTimeout(late));
  // The answer counts already, whatever becomes of its rest.
  response.on('error', () => {});
  response.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes > MAX_RESPONSE_BYTES) response.destroy();
  });
}

function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(problemOf(signal.reason)), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** By its code: messages of the system name addresses. */
function problemOf(error: unknown): SendProblem {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new SendProblem('The target did not answer in time.');
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return new SendProblem(`The target could not be reached${code === '' ? '' : `: ${code}`}.`);
}
