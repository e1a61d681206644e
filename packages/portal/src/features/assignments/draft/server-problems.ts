import type { ApiError } from '@sluice/arm/client';
import type { Definition } from '../../../lib/policy/use-definition.ts';
import type { Problem } from './problem.ts';

type Detail = ApiError['detail'];

/** Where the parts of a body are mended, by how the server's pointers begin. */
const PLACES: readonly (readonly [pattern: RegExp, tab: Problem['tab'], field: string])[] = [
  [/^\/properties\/resourceSelectors\/(\d+)/i, 'selectors', 'resourceSelectors/$1'],
  [/^\/properties\/overrides\/(\d+)/i, 'selectors', 'overrides/$1'],
  [/^\/properties\/nonComplianceMessages/i, 'messages', 'messages'],
  [/^\/identity/i, 'selectors', 'identity'],
  [/^\/location/i, 'selectors', 'location'],
  [/^\/properties\/notScopes/i, 'basics', 'notScopes'],
  [/^\/properties\/displayName/i, 'basics', 'displayName'],
  [/^\/properties\/description/i, 'basics', 'description'],
  [/^\/properties\/policyDefinitionId/i, 'basics', 'definition'],
  [/^\/properties\/definitionVersion/i, 'basics', 'definitionVersion'],
  [/^name$/i, 'basics', 'name'],
];

/** Codes that say where something is wrong without a pointer. */
const CODES: Readonly<Record<string, readonly [tab: Problem['tab'], field: string]>> = {
  PolicyDefinitionNotFound: ['basics', 'definition'],
  PolicySetDefinitionNotFound: ['basics', 'definition'],
  PolicyDefinitionVersionNotFound: ['basics', 'definitionVersion'],
  PolicySetDefinitionVersionNotFound: ['basics', 'definitionVersion'],
  InvalidPolicyAssignmentName: ['basics', 'name'],
  InvalidPolicyAssignmentScope: ['basics', 'scope'],
  PolicyAssignmentQuotaExceeded: ['basics', 'scope'],
};

/**
 * The reasons of a refused write, each at the field where it is mended: a parameter that the message names, the place that its target points
 * at, else nowhere in particular, which the review shows.
 */
export function serverProblems(error: ApiError, definition: Definition | undefined): readonly Problem[] {
  const { details = [] } = error.detail;
  const all = details.length === 0 ? [error.detail] : details;
  return all.flatMap(detail => problemsOf(detail, definition));
}

function problemsOf(detail: Detail, definition: Definition | undefined): readonly Problem[] {
  const { message, target = '' } = detail;
  const pointed = /^\/properties\/parameters\/([^/]+)/.exec(target)?.[1];
  const parameters =
    pointed === undefined ? parametersIn(message, definition) : declared(pointed, definition);
  if (parameters.length > 0)
    return parameters.map(name => ({ tab: 'parameters', field: `parameters/${name}`, message }));
  const [tab, field] = placeOf(detail);
  return [{ tab, field, message }];
}

function placeOf({ code, target = '' }: Detail): readonly [tab: Problem['tab'], field: string] {
  for (const [pattern, tab, field] of PLACES) {
    const match = pattern.exec(target);
    if (match !== null) return [tab, field.replace('$1', match[1] ?? '')];
  }
  if (/^\/properties\/parameters/.test(target)) return ['parameters', ''];
  return CODES[code] ?? (/parameter/i.test(code) ? ['parameters', ''] : ['review', '']);
}

/** The parameter that a pointer names, if the definition has it. */
function declared(pointed: string, definition: Definition | undefined): readonly string[] {
  const name = pointed.replaceAll('~1', '/').replaceAll('~0', '~').toLowerCase();
  return (definition?.parameters ?? []).map(each => each.name).filter(each => each.toLowerCase() === name);
}

/** Parameters of the definition that a message about parameters names: "parameter 'effect'", "parameter(s) 'a', 'b'". */
function parametersIn(message: string, definition: Definition | undefined): readonly string[] {
  const named = /parameter(?:\(s\)|s)?\s+((?:'[^']*'(?:,\s*)?)+)/i.exec(message)?.[1] ?? '';
  const quoted = [...named.matchAll(/'([^']*)'/g)].map(([, name = '']) =>
    name.split(/,\s*/).map(each => each.toLowerCase()),
  );
  const names = new Set(quoted.flat());
  return (definition?.parameters ?? []).map(({ name }) => name).filter(name => names.has(name.toLowerCase()));
}
