import type { StoredGrant } from '@sluice/storage';
import { escapeHtml } from '../http/escape-html.ts';
import { page } from '../http/page.ts';
import type { PlainRequest, PlainResponse } from '../http/plain-route.ts';
import type { CheckClient } from './check-client.ts';
import { demoButtons } from './demo-buttons.ts';
import { errorPage } from './error-page.ts';
import { createFailures } from './failures.ts';
import { createIdentify } from './identify.ts';
import { createInTurn } from './in-turn.ts';
import { isOwnForm } from './is-own-form.ts';
import type { AuthorityOptions } from './options.ts';
import { findPublicClient, type PublicClient } from './public-clients.ts';
import { readForm } from './read-form.ts';
import type { Session, Sessions } from './sessions.ts';
import { SIGN_IN_STYLE, type SignInProblem, signInPage } from './sign-in-page.ts';
import { hashAnswer, hashUserCode } from './user-codes.ts';

export type DeviceLogin = {
  /** Asks for the user code. It may stand in the address (`?user_code=`). */
  open(request: PlainRequest): PlainResponse;
  /** The forms of all its pages: the code; who somebody is; yes or no. */
  submit(request: PlainRequest): Promise<PlainResponse>;
};

const PATH = '/devicelogin';
const NOT_RIGHT =
  'That code is not right, or it has expired. Look at the program again: it shows the code, and can show a new one.';

/** Where somebody signs in with a browser for a program that has none (RFC 8628, section 3.3). Nothing of it needs script. */
export function createDeviceLogin(
  options: AuthorityOptions & { readonly checkClient: CheckClient; readonly sessions: Sessions },
): DeviceLogin {
  const { storage, snapshots, sessions, logger, now, newId } = options;
  const identify = createIdentify(options);
  // Guessing somebody's code would sign him in as somebody else.
  const failures = createFailures();
  const inTurn = createInTurn();

  /** The code that waits, and who waits with it. */
  async function find(
    typed: string,
  ): Promise<{ readonly grant: StoredGrant; readonly client: PublicClient } | undefined> {
    const hash = hashUserCode(typed);
    const grant = hash === undefined ? undefined : await storage.grants.find('userCode', hash);
    if (grant === undefined || grant.usedAt !== null) return undefined;
    if (Date.parse(grant.expiresAt) <= now().getTime()) return undefined;
    const client = findPublicClient(grant.clientId ?? '');
    return client === undefined ? undefined : { grant, client };
  }

  /** A number: seconds to wait, as too many codes were wrong. A right one makes up for none: those are had for the asking. */
  async function findUnlessGuessing(
    typed: string,
    clientAddress: string,
  ): Promise<Awaited<ReturnType<typeof find>> | number> {
    const waitSeconds = failures.waitOf(clientAddress, now());
    if (waitSeconds > 0) return waitSeconds;
    const waiting = await find(typed);
    if (waiting === undefined) failures.failed(clientAddress, now());
    return waiting;
  }

  function askWho(
    request: PlainRequest,
    client: PublicClient,
    userCode: string,
    given: { readonly username: string; readonly problem: SignInProblem | undefined },
  ): PlainResponse {
    return signInPage({
      action: PATH,
      clientName: client.displayName,
      baseUrl: request.baseUrl,
      parameters: new Map([['user_code', userCode]]),
      demo: demoButtons(options.demo, snapshots.current().principals),
      ...given,
    });
  }

  /** Keeps the answer; false where somebody has answered, or the code has ended, in the meantime. */
  async function answer(grant: StoredGrant, session: Session, isAllowed: boolean): Promise<boolean> {
    const taken = await storage.grants.take('userCode', grant.hash, now().toISOString());
    if (taken?.isFirst !== true || grant.family === null) return false;
    return storage.grants.put({
      hash: hashAnswer(grant.family),
      kind: 'deviceAnswer',
      principalId: session.principal.id,
      clientId: grant.clientId,
      family: grant.family,
      data: { isAllowed },
      expiresAt: grant.expiresAt,
    });
  }

  return {
    open: ({ query }) => askForCode(query.get('user_code') ?? '', undefined),

    async submit(request) {
      if (!isOwnForm(request)) {
        const description = 'The form was not sent from the sign-in page of this address.';
        return errorPage(request, { code: 90023, description }, { at: now(), traceId: newId(), status: 403 });
      }
      const form = readForm(request);
      if ('code' in form) return errorPage(request, form, { at: now(), traceId: newId() });
      const userCode = form.get('user_code') ?? '';
      const { clientAddress } = request;
      const waiting = await inTurn(clientAddress, () => findUnlessGuessing(userCode, clientAddress));
      if (typeof waiting === 'number')
        return askForCode(userCode, `Too many wrong codes. Try again in ${waiting} s.`, 429);
      if (waiting === undefined) return askForCode(userCode, NOT_RIGHT, 400);
      const { grant, client } = waiting;
      if (form.has('demo') || form.has('username')) {
        const who = await identify(form, clientAddress);
        if (who === 'no-demo') {
          const description = 'Nobody signs in without a secret here.';
          return errorPage(
            request,
            { code: 90023, description },
            { at: now(), traceId: newId(), status: 403 },
          );
        }
        if ('text' in who)
          return askWho(request, client, userCode, { username: form.get('username') ?? '', problem: who });
        const { session, cookie } = await sessions.begin(who, request.headers);
        return askWhether(client, userCode, session, { 'set-cookie': cookie });
      }
      const session = await sessions.find(request.headers);
      if (session === undefined || form.has('other'))
        return askWho(request, client, userCode, { username: '', problem: undefined });
      const said = form.get('answer');
      if (said !== 'yes' && said !== 'no') return askWhether(client, userCode, session);
      if (!(await answer(grant, session, said === 'yes'))) return askForCode(userCode, NOT_RIGHT, 400);
      logger.info(
        said === 'yes' ? 'somebody signed in for a device' : 'somebody refused to sign in for a device',
        {
          principalId: session.principal.id,
          clientId: client.id,
          clientAddress,
        },
      );
      return said === 'yes'
        ? done('You are signed in', `${client.displayName} goes on by itself. You may close this page.`)
        : done('Nobody was signed in', `${client.displayName} was told so. You may close this page.`);
    },
  };
}

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' };

function askForCode(typed: string, problem: string | undefined, status = 200): PlainResponse {
  const marks =
    problem === undefined ? 'autofocus' : 'autofocus aria-invalid="true" aria-describedby="problem"';
  return page(
    'Enter the code',
    `<p>A program shows a code and waits for you to sign in here.</p>
<form method="post" action="${PATH}">
${problem === undefined ? '' : `<p class="problem" id="problem" role="alert">${escapeHtml(problem)}</p>`}
<label for="user_code">Code</label>
<input id="user_code" name="user_code" type="text" value="${escapeHtml(typed.slice(0, 32))}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32" placeholder="ABCD-EFGH" required ${marks}>
<button class="primary">Next</button>
</form>`,
    { status, style: SIGN_IN_STYLE, formAction: ["'self'"], headers: HEADERS },
  );
}

/** Somebody else may have sent the code: what happens is said before it does. */
function askWhether(
  client: PublicClient,
  userCode: string,
  { principal }: Session,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  return page(
    'Are you signing in to this program?',
    `<p><strong>${escapeHtml(client.displayName)}</strong> on another device is to act as <strong>${escapeHtml(principal.displayName)}</strong>.</p>
<p>Go on only if you started it yourself and it shows the code <code>${escapeHtml(userCode.toUpperCase())}</code>. Nobody else has a reason to send you one.</p>
<form method="post" action="${PATH}">
<input type="hidden" name="user_code" value="${escapeHtml(userCode)}">
<button class="primary" name="answer" value="yes">Sign in</button>
<button name="answer" value="no">Cancel</button>
<button name="other" value="1">Sign in as somebody else</button>
</form>`,
    { style: SIGN_IN_STYLE, formAction: ["'self'"], headers: { ...HEADERS, ...headers } },
  );
}

function done(title: string, text: string): PlainResponse {
  return page(title, `<p>${escapeHtml(text)}</p>`, { style: SIGN_IN_STYLE, headers: HEADERS });
}
