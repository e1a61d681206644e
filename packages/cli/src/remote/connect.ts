import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { type ArmClient, createClient } from '@sluice/arm/client';
import { type Credentials, type RemotePlace, RemoteProblem } from './place.ts';
import { signAssertion } from './sign-assertion.ts';

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
  const url = `${endpoint}/${tenantId}/oauth2/v2.0/token`;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    scope: `${audience}/.default`,
    ...proofOf(credentials, url),
  });
  const response = await fetch(url, {
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

/** What shows the token endpoint at `url` that it is this application. */
function proofOf(credentials: Credentials, url: string): Readonly<Record<string, string>> {
  const { clientId, secret, certificateFile, assertionFile } = credentials;
  if (secret !== undefined) return { client_secret: secret };
  const assertion =
    certificateFile !== undefined
      ? signAssertion(readFile(certificateFile), { clientId, audience: url })
      : assertionFile !== undefined
        ? readFile(assertionFile).trim()
        : undefined;
  if (assertion === undefined)
    throw new RemoteProblem(
      'Set AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH for a certificate with its key, or AZURE_FEDERATED_TOKEN_FILE for a token of a trusted issuer.',
    );
  return { client_assertion: assertion, client_assertion_type: ASSERTION_TYPE };
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RemoteProblem(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** The text of `fetch` says only that it failed; why is in its cause. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
