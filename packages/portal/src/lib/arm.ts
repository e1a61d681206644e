import { type ArmClient, createClient } from '@sluice/arm/client';
import type { Session } from './session/session.ts';
import { tellWritten } from './writes.ts';

/** The API versions that the portal speaks, by area. */
export const API = {
  policy: '2026-06-01',
  exemptions: '2026-01-01-preview',
  roles: '2022-04-01',
  states: '2024-10-01',
  metadata: '2024-10-01',
  remediations: '2024-10-01',
  machineLearning: '2025-09-01',
  cognitiveServices: '2025-12-01',
  resources: '2025-04-01',
  subscriptions: '2022-12-01',
  managementGroups: '2023-04-01',
  activityLog: '2015-04-01',
  governance: '2026-11-01',
} as const;

let current: { readonly client: ArmClient; readonly session: Session } | undefined;

/** Says whose requests are sent from now on. */
export function connect(session: Session): void {
  current = { client: clientOf(session), session };
}

function clientOf(session: Session, signal?: AbortSignal): ArmClient {
  return createClient({
    endpoint: location.origin,
    // The Response of a refused token is never seen: the page leaves for sign-in.
    fetch: async (url, init) => {
      const answer = await fetch(url, signal === undefined ? init : { ...init, signal });
      if (answer.ok && isWrite(init.method, url)) tellWritten();
      return answer.status === 401 ? session.signInAgain() : answer;
    },
    token: session.token,
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
  });
}

/** Most of what is POSTed only asks; a scan is asked for and changes what is known. */
function isWrite(method: string, url: string): boolean {
  return /^(PUT|PATCH|DELETE)$/.test(method) || (method === 'POST' && /\/triggerEvaluation\b/i.test(url));
}

/** The client of whoever is signed in. With a signal its requests end when that is aborted: for questions that the next one replaces. */
export function arm(signal?: AbortSignal): ArmClient {
  const { client, session } = connected();
  return signal === undefined ? client : clientOf(session, signal);
}

export function session(): Session {
  return connected().session;
}

function connected(): NonNullable<typeof current> {
  if (current === undefined) throw new Error('Nobody is signed in yet.');
  return current;
}
