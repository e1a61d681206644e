import type { JsonObject } from '@sluice/language';
import { policyOperation } from '../effects/effect-behaviour.ts';
import { effectNamed } from '../effects/index.ts';
import type { RuleResult } from '../model/decision.ts';
import type { ActivityEntry } from '../model/write-set.ts';
import { type EntryParts, toEntry } from './entry-base.ts';
import { policyParts } from './policy-entries.ts';
import type { WriteSetInput } from './write-operation.ts';

/**
 * How an IfNotExists effect comes out: `missing`: the related resource is not there (auditIfNotExists); `begun`, `deployed`, `failed`:
 * the deployment that is to bring it.
 */
export type AfterwardsOutcome =
  | { readonly kind: 'missing' | 'begun' | 'deployed' }
  | { readonly kind: 'failed'; readonly error: JsonObject };

/**
 * The activity log's entry about an effect that acted after a request; `input` is of that request, so that both share caller and
 * correlation id. `request`: what the rule was judged by, with the id of the decision that it acted after. `deploymentId` names the deployment.
 * Source: Azure Policy documentation, "Programmatically create policies", activity log schema; what a begun one is called is our choice.
 */
export function afterwardsEntry(
  input: WriteSetInput,
  request: Parameters<typeof policyParts>[0],
  result: RuleResult,
  outcome: AfterwardsOutcome,
  deploymentId?: string,
): ActivityEntry {
  const effect = effectNamed(result.effectName) ?? result.effectName;
  const { properties, ...common } = policyParts(request, [result]);
  return toEntry(input, {
    ...common,
    ...FORMS[outcome.kind],
    operation: policyOperation(effect),
    properties: {
      ...properties,
      ...(deploymentId !== undefined && { deploymentId }),
      ...(outcome.kind === 'failed' && { statusMessage: JSON.stringify({ error: outcome.error }) }),
    },
  });
}

const FORMS: Readonly<Record<AfterwardsOutcome['kind'], Pick<EntryParts, 'status' | 'level' | 'eventName'>>> =
  {
    missing: { status: 'Succeeded', level: 'Warning', eventName: 'BeginRequest' },
    begun: { status: 'Started', level: 'Informational', eventName: 'BeginRequest' },
    deployed: { status: 'Succeeded', level: 'Informational' },
    failed: { status: 'Failed', level: 'Warning' },
  };
