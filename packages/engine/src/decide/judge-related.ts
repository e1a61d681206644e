import type { EvaluationInput, JsonObject, JsonValue } from '@sluice/language';
import { memberOf, textOf } from '../json.ts';
import type { RelatedAnswer, RelatedQuery, RuleResult } from '../model/decision.ts';
import type { BoundRule } from '../snapshot/snapshot.ts';
import { evaluationDelay } from './evaluation-delay.ts';

/** What a rule of an IfNotExists effect says once its `if` has matched. */
export type RelatedVerdict = Pick<
  RuleResult,
  'outcome' | 'complianceState' | 'related' | 'details' | 'error' | 'evaluationDelaySeconds'
> & {
  /** What has to be fetched before anything can be said. */
  readonly query?: RelatedQuery;
};

/**
 * Looks for a related resource that satisfies the existence condition: one is enough. Pending, with what to fetch, as long as
 * nobody has answered the query.
 *
 * A child type is searched below the resource; any other in its resource group (another one where the details name it) or its
 * subscription. Source: Azure Policy documentation, "auditIfNotExists", "deployIfNotExists".
 */
export function judgeRelated(
  rule: BoundRule,
  input: EvaluationInput,
  answers: readonly RelatedAnswer[],
): RelatedVerdict {
  const compiled = rule.details();
  const resolved = compiled?.resolve(input);
  if (compiled === undefined || resolved === undefined)
    return failed('details/missing', `The effect '${rule.effect}' has no details.`);
  if ('error' in resolved)
    return resolved.error.kind === 'error'
      ? failed(resolved.error.code, resolved.error.message)
      : failed('details/value', 'The details could not be evaluated.');
  const { details } = resolved;
  const answer = answers.find(({ key }) => key === rule.key);
  if (answer === undefined) {
    const query = queryOf(rule.key, details, input.resource);
    if (query === undefined)
      return failed('details/missing', `The details of '${rule.effect}' name no type.`);
    return { outcome: 'pending', complianceState: 'NonCompliant', query };
  }
  const { resources } = answer;
  let last: JsonObject | undefined;
  for (const resource of resources) {
    last = resource;
    const outcome = compiled.satisfies(input, resource);
    if (outcome.kind === 'error')
      return { ...failed(outcome.code, outcome.message), ...about(last, resources) };
    if (outcome.kind === 'matched')
      return { outcome: 'notMatched', complianceState: 'Compliant', ...about(last, resources) };
  }
  const delay = evaluationDelay(textOf(memberOf(details, 'evaluationDelay')));
  return {
    outcome: 'matched',
    complianceState: 'NonCompliant',
    ...about(last, resources),
    ...(delay !== undefined && { evaluationDelaySeconds: delay }),
    ...(rule.effect === 'deployIfNotExists' && { details }),
  };
}

function failed(code: string, message: string): RelatedVerdict {
  return { outcome: 'error', complianceState: 'Error', error: { code, message } };
}

function about(last: JsonObject | undefined, all: readonly JsonObject[]): Pick<RuleResult, 'related'> {
  const resourceId = textOf(last?.['id']);
  return { related: { ...(resourceId !== '' && { resourceId }), totalResources: all.length } };
}

function queryOf(key: string, details: JsonValue, resource: JsonObject): RelatedQuery | undefined {
  const text = (name: string) => textOf(memberOf(details, name));
  const type = text('type').toLowerCase();
  if (type === '') return undefined;
  const name = text('name');
  const exact = name.endsWith('/?') ? '' : name;
  return {
    key,
    type,
    scope: scopeOf(type, text, resource),
    ...(exact !== '' && { name: exact }),
  };
}

function scopeOf(type: string, text: (name: string) => string, resource: JsonObject): string {
  const id = textOf(resource['id']);
  const ownType = textOf(resource['type']).toLowerCase();
  if (type.startsWith(`${ownType}/`)) return id;
  const subscription = SUBSCRIPTION.exec(id)?.[0];
  if (subscription === undefined) return id;
  if (text('existenceScope').toLowerCase() === 'subscription') return subscription;
  const named = text('resourceGroupName');
  if (named !== '') return `${subscription}/resourceGroups/${named}`;
  return GROUP.exec(id)?.[0] ?? subscription;
}

const SUBSCRIPTION = /^\/subscriptions\/[^/]+/i;
const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i;
