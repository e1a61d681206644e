import type { Principal } from '@sluice/engine/model';
import { findByClientId } from '../authn/find-principal.ts';
import { createFailures } from './failures.ts';
import { createInTurn } from './in-turn.ts';
import type { AuthorityOptions } from './options.ts';
import { isPasswordOf, isSecretOf, secretKeyOf } from './secret.ts';

/** What became of somebody who showed a client id and a secret. */
export type CheckedClient =
  | { readonly outcome: 'known' | 'disabled' | 'wrong-secret'; readonly principal: Principal }
  | { readonly outcome: 'unknown' }
  /** Too many failures: nothing was looked at. */
  | { readonly outcome: 'blocked'; readonly waitSeconds: number };

/** Wherever secrets are shown, so that a guess here slows down the next one there. */
export type CheckClient = (shown: {
  readonly clientId: string;
  readonly secret: string;
  readonly clientAddress: string;
  /** What for, as the log says it. */
  readonly wanted: 'a token' | 'a sign-in';
}) => Promise<CheckedClient>;

/** Ids of principals look like this. Something else in its place may be the secret itself, and is not logged. */
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A check of client ids and secrets. It takes the same time whether a client id is known or not, and counts failures. */
export function createClientCheck(
  options: Pick<AuthorityOptions, 'storage' | 'snapshots' | 'logger' | 'now'>,
): CheckClient {
  const { storage, snapshots, logger, now } = options;
  const failures = createFailures();

  /** Asks for the secrets of any name, known or not: both take the same time. */
  async function findClient(
    clientId: string,
    secret: string,
  ): Promise<{ readonly principal: Principal | undefined; readonly isSecret: boolean }> {
    const known = findByClientId(snapshots.current().principals, clientId);
    // Names of users are no GUIDs, and ids of applications are: which of the two it is says nothing of whether it is known.
    const isUser = !GUID.test(clientId);
    const stored = await storage.principals.secretsOf(known === undefined ? clientId : secretKeyOf(known));
    const isSecret = isUser ? await isPasswordOf(secret, stored) : isSecretOf(secret, stored, now());
    // Another process may have made the principal a moment ago.
    const isNew = isSecret && known === undefined;
    return {
      principal: isNew ? findByClientId((await snapshots.follow()).principals, clientId) : known,
      isSecret,
    };
  }

  const inTurn = createInTurn();

  return ({ clientId, secret, clientAddress, wanted }) => {
    const who = `${clientId.toLowerCase()} ${clientAddress}`;
    // In turn, so that guesses that come at once are counted as those that come one by one.
    return inTurn(who, () => check({ clientId, secret, clientAddress, wanted }, who));
  };

  async function check(
    { clientId, secret, clientAddress, wanted }: Parameters<CheckClient>[0],
    who: string,
  ): Promise<CheckedClient> {
    const waitSeconds = failures.waitOf(who, now());
    if (waitSeconds > 0) return { outcome: 'blocked', waitSeconds };
    const { principal, isSecret } = await findClient(clientId, secret);
    if (principal === undefined || !isSecret) {
      failures.failed(who, now());
      logger.warn(`${wanted} was refused`, {
        clientId: principal?.clientId ?? (GUID.test(clientId) ? clientId : undefined),
        clientAddress,
        isKnown: principal !== undefined,
      });
      return principal === undefined ? { outcome: 'unknown' } : { outcome: 'wrong-secret', principal };
    }
    failures.succeeded(who);
    return { outcome: principal.enabled ? 'known' : 'disabled', principal };
  }
}
