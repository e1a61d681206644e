import type { JsonValue } from '@sluice/arm/protocol';
import { StartProblem } from '../config.ts';
import { isObject, textAt } from '../json-value.ts';

/** Another issuer of tokens that the operator trusts: Entra ID, Keycloak, the tokens of a CI system. */
export type IssuerConfig = {
  /** As `iss` says it. */
  readonly issuer: string;
  /** What its tokens are issued for when they are meant for us. */
  readonly audiences: readonly string[];
  /** Where its keys are. Default: where its OpenID configuration says. */
  readonly jwksUri?: string;
  /** The claim that says who it is. Default `sub`; Entra's `oid` is the same for every application. */
  readonly subjectClaim: string;
  /** The claim that lists groups. Default `groups`. */
  readonly groupsClaim: string;
};

const KNOWN = ['issuer', 'audiences', 'jwksUri', 'subjectClaim', 'groupsClaim'];

/** Reads a file of trusted issuers. Throws `StartProblem` that names the place of what is wrong. */
export function readIssuerConfig(text: string, file: string): readonly IssuerConfig[] {
  const entries = parse(text, file);
  if (!Array.isArray(entries)) throw new StartProblem(`${file} must hold an array of issuers.`);
  const issuers = entries.map((entry, index) => readOne(entry, `${file}, entry ${index + 1}`));
  const twice = issuers.find(
    ({ issuer }, index) => issuers.findIndex(each => each.issuer === issuer) < index,
  );
  if (twice !== undefined) throw new StartProblem(`${file} has '${twice.issuer}' twice.`);
  return issuers;
}

function parse(text: string, file: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new StartProblem(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readOne(entry: JsonValue, where: string): IssuerConfig {
  if (!isObject(entry)) throw new StartProblem(`${where} must be an object.`);
  const unknown = Object.keys(entry).find(name => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new StartProblem(`${where} has '${unknown}'; there is ${KNOWN.join(', ')}.`);
  const issuer = textAt(entry, 'issuer') ?? '';
  if (!isTrustworthy(issuer))
    throw new StartProblem(`${where}: 'issuer' must be an https address, found '${issuer}'.`);
  const { audiences: given } = entry;
  const audiences = Array.isArray(given) ? given.filter(each => typeof each === 'string' && each !== '') : [];
  if (audiences.length === 0)
    throw new StartProblem(`${where}: 'audiences' must list at least one audience of tokens meant for us.`);
  const jwksUri = textAt(entry, 'jwksUri');
  if (jwksUri !== undefined && !isTrustworthy(jwksUri))
    throw new StartProblem(`${where}: 'jwksUri' must be an https address, found '${jwksUri}'.`);
  return {
    issuer,
    audiences,
    ...(jwksUri === undefined ? {} : { jwksUri }),
    subjectClaim: textAt(entry, 'subjectClaim') ?? 'sub',
    groupsClaim: textAt(entry, 'groupsClaim') ?? 'groups',
  };
}

/** Keys that come over plain HTTP are anybody's; of this machine itself they may. */
export function isTrustworthy(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  );
}
