import { missingParameter, type RefusedRequest, shown, unknownResource } from './oauth-error.ts';
import { isChallenge } from './pkce.ts';
import { findPublicClient, type PublicClient } from './public-clients.ts';
import { readSignInScope, type SignInScope } from './sign-in-scope.ts';

const RESPONSE_MODES = ['query', 'form_post'] as const;
const PROMPTS = ['', 'none', 'login', 'select_account'] as const;

/** A request to sign somebody in for a client. */
export type AuthorizeRequest = {
  readonly client: PublicClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scope: SignInScope;
  /** `form_post`: by a form that the browser sends, so that the code stands in no address. */
  readonly responseMode: (typeof RESPONSE_MODES)[number];
  /** What the ID token says again. */
  readonly nonce: string | undefined;
  /** Of PKCE, S256. */
  readonly challenge: string;
  /** '': a page where it is needed. */
  readonly prompt: (typeof PROMPTS)[number];
  /** As it came, for a form to bring it back: what is known here, names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
};

/** Where and how a client gets its answer, by way of the browser. */
export type AnswerPlace = Pick<AuthorizeRequest, 'redirectUri' | 'state' | 'responseMode'>;

/** A request that is refused. Without `redirect` it is not known that who asks may be told: people are. */
export type RefusedAuthorization = RefusedRequest & { readonly redirect?: AnswerPlace };

export type AuthorizeContext = {
  baseUrls(): readonly string[];
  isAudience(audience: string): boolean;
  readonly tenantId: string;
};

const PARAMETERS: readonly string[] = [
  'client_id',
  'response_type',
  'response_mode',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'nonce',
];

/** They go into a header, and with it through other people's limits. */
const MAX_LENGTH = 2048;

/** Reads a request to sign in. Names are in lower case; parameters that are not known here are ignored, as clients send many. */
export function readAuthorizeRequest(
  all: ReadonlyMap<string, string>,
  { baseUrls, isAudience, tenantId }: AuthorizeContext,
): AuthorizeRequest | RefusedAuthorization {
  const parameters = new Map([...all].filter(([name]) => PARAMETERS.includes(name)));
  const at = (name: string) => parameters.get(name) ?? '';
  const long = [...parameters].find(([, value]) => value.length > MAX_LENGTH)?.[0];
  if (long !== undefined) {
    return {
      code: 90015,
      description: `The parameter '${long}' is longer than ${MAX_LENGTH} characters.`,
    };
  }
  if (at('client_id') === '') return missingParameter('client_id');
  const client = findPublicClient(at('client_id'));
  if (client === undefined) {
    return {
      code: 700016,
      description: `Application with identifier '${shown(at('client_id'))}' was not found in the directory '${tenantId}'.`,
    };
  }
  const redirectUri = at('redirect_uri');
  if (!client.allowsRedirect(redirectUri, baseUrls())) {
    return {
      code: 50011,
      description: `The redirect URI '${shown(redirectUri)}' is not one of the application's.`,
    };
  }
  const state = at('state') === '' ? undefined : at('state');
  const refuse = (refused: RefusedRequest): RefusedAuthorization => ({
    ...refused,
    redirect: { redirectUri, state, responseMode: responseModeOf(at('response_mode')) ?? 'query' },
  });
  const problem = checkResponse(at) ?? checkChallenge(at);
  if (problem !== undefined) return refuse(problem);
  const prompt = PROMPTS.find(each => each === at('prompt'));
  if (prompt === undefined)
    return refuse({ code: 90023, description: `The prompt '${shown(at('prompt'))}' is not supported.` });
  const scope = readSignInScope(at('scope'));
  if ('code' in scope) return refuse(scope);
  if (!isAudience(scope.audience)) {
    return refuse(unknownResource(scope.audience, tenantId));
  }
  return {
    client,
    redirectUri,
    state,
    scope,
    responseMode: responseModeOf(at('response_mode')) ?? 'query',
    nonce: at('nonce') === '' ? undefined : at('nonce'),
    challenge: at('code_challenge'),
    prompt,
    parameters,
  };
}

function responseModeOf(given: string): AuthorizeRequest['responseMode'] | undefined {
  return given === '' ? 'query' : RESPONSE_MODES.find(mode => mode === given);
}

type At = (name: string) => string;

function checkResponse(at: At): RefusedRequest | undefined {
  if (at('response_type') === '') return missingParameter('response_type');
  if (at('response_type') !== 'code') {
    return {
      code: 70005,
      description: `The response type '${shown(at('response_type'))}' is not supported: use 'code'.`,
    };
  }
  if (responseModeOf(at('response_mode')) === undefined) {
    return {
      code: 70007,
      description: `The response mode '${shown(at('response_mode'))}' is not supported: use 'query' or 'form_post'.`,
    };
  }
  return undefined;
}

function checkChallenge(at: At): RefusedRequest | undefined {
  if (at('code_challenge') === '')
    return { code: 50147, description: 'The request must have a code_challenge (PKCE).' };
  // A method that is left out means plain (RFC 7636), which shows the verifier to whoever sees the address.
  if (at('code_challenge_method') !== 'S256')
    return { code: 501491, description: "The code_challenge_method must be 'S256'." };
  if (!isChallenge(at('code_challenge')))
    return { code: 501491, description: 'Invalid size of Code_Challenge parameter.' };
  return undefined;
}
