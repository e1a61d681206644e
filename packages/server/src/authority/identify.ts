import type { Principal } from '@sluice/engine/model';
import { findByClientId } from '../authn/find-principal.ts';
import type { CheckClient } from './check-client.ts';
import type { AuthorityOptions } from './options.ts';
import type { SignInProblem } from './sign-in-page.ts';
import { isClientId } from './token-request.ts';

/** Who filled in the form of the sign-in page, why nobody did, or that nobody signs in by such a button here. */
export type Identified = Principal | SignInProblem | 'no-demo';

export type Identify = (form: URLSearchParams, clientAddress: string) => Promise<Identified>;

const IS_GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOT_RIGHT = 'The user name or the password is not right. Check both and try again.';

/** The principal that a demo button is for, or that a name and a secret are of. */
export function createIdentify({
  demo,
  snapshots,
  checkClient,
}: Pick<AuthorityOptions, 'demo' | 'snapshots'> & { readonly checkClient: CheckClient }): Identify {
  return async (form, clientAddress) => {
    const button = form.get('demo');
    if (button !== null) {
      const known = demo?.find(({ name }) => name === button);
      if (known === undefined) return 'no-demo';
      const principal = findByClientId(snapshots.current().principals, known.clientId);
      return principal?.enabled === true
        ? principal
        : problem('That one is disabled or gone.', 'username', 403);
    }
    const clientId = (form.get('username') ?? '').trim();
    const given = form.get('password') ?? '';
    // What is pasted brings spaces along; a password may have them.
    const secret = IS_GUID.test(clientId) ? given.trim() : given;
    if (clientId === '') return problem('Enter the user name or client id.', 'username', 400);
    if (secret === '') return problem('Enter the password or secret.', 'password', 400);
    if (!isClientId(clientId)) return problem(NOT_RIGHT, 'password', 401);
    const checked = await checkClient({ clientId, secret, clientAddress, wanted: 'a sign-in' });
    switch (checked.outcome) {
      case 'known':
        return checked.principal;
      case 'disabled':
        return problem('That account is disabled. Ask whoever runs this server.', 'username', 403);
      case 'unknown':
      case 'wrong-secret':
        return problem(NOT_RIGHT, 'password', 401);
      case 'blocked': {
        const { waitSeconds } = checked;
        const text = `Too many failed attempts. Try again in ${waitSeconds} ${waitSeconds === 1 ? 'second' : 'seconds'}.`;
        return { ...problem(text, 'password', 429), headers: { 'retry-after': String(waitSeconds) } };
      }
    }
  };
}

function problem(text: string, field: SignInProblem['field'], status: number): SignInProblem {
  return { text, field, status };
}
