import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type ArmClient, createClient } from '@sluice/arm/client';
import { type Credentials, type RemotePlace, RemoteProblem } from './place.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type Token = { readonly accessToken: string; readonly expiresIn: number };

/** A client of the server, as whoever was named. */
export function connect(place: RemotePlace): ArmClient {
  let token: Promise<Token> | undefined;
  return createClient({
    endpoint: place.endpoint,
    fetch,
    sleep: ms => sleep(ms),
    token: async () => {
      token ??= getToken(place, place.endpoint);
      return (await token).accessToken;
    },
  });
}

/** A token for an audience. Rejects with `RemoteProblem` that says what the server said. */
export async function getToken(place: RemotePlace, audience: string): Promise<Token> {
  const { endpoint, tenantId, caFile, credentials } = place;
  if (caFile !== undefined)
    setDefaultCACertificates([...getCACertificates('default'), readFileSync(caFile, 'utf8')]);
  if (credentials === undefined) throw new RemoteProblem('Say who asks: --client-id or AZURE_CLIENT_ID.');
  const proof = proofOf(credentials);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    scope: `${audience}/.default`,
    ...proof,
  });
  const response = await fetch(`${endpoint}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: form,
  }).catch((error: unknown) => {
    throw new RemoteProblem(`${endpoint} cannot be reached: ${reasonOf(error)}`);
  });
  const answer = (await response.json().catch(() => ({}))) as {
    readonly access_token?: string;
    readonly expires_in?: number;
    readonly error_description?: string;
  };
  if (answer.access_token === undefined)
    throw new RemoteProblem(answer.error_description ?? `${endpoint} answered ${response.status}.`);
  return { accessToken: answer.access_token, expiresIn: answer.expires_in ?? 0 };
}

function proofOf({ secret, assertionFile }: Credentials): Readonly<Record<string, string>> {
  if (secret !== undefined) return { client_secret: secret };
  if (assertionFile === undefined)
    throw new RemoteProblem(
      'Set AZURE_CLIENT_SECRET, or AZURE_FEDERATED_TOKEN_FILE for a token of a trusted issuer.',
    );
  return {
    client_assertion: readFileSync(assertionFile, 'utf8').trim(),
    client_assertion_type: ASSERTION_TYPE,
  };
}

/** The text of `fetch` says only that it failed; why is in its cause. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
