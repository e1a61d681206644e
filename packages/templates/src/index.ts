/**
 * Deployment templates: JSON to a checked template, parameters to values, both to the resources that would be written,
 * in order. Pure: time, ids and the world come in; nothing is judged, fetched or written here.
 */
import type { JsonObject } from '@sluice/language';
import { bindParameters, readGiven } from './expand/bind-parameters.ts';
import { createWork } from './expand/create-env.ts';
import { expandScope } from './expand/expand-template.ts';
import type { BoundParameters } from './expand/parameters.ts';
import type { ExpandResult } from './expand/plan.ts';
import type { ParsedTemplate } from './parse/parsed-template.ts';
import type { DeploymentContext, DeploymentInfo } from './values/context.ts';
import { invalid, type TemplateProblem } from './values/problem.ts';
import { type DeploymentScope, parseScope } from './values/scope.ts';

export { type BoundParameters, showValues, type TypedValue } from './expand/parameters.ts';
export type {
  BodyResult,
  DeploymentPlan,
  ExpandResult,
  NestedPlan,
  OutputsResult,
  PlannedResource,
} from './expand/plan.ts';
export { type RuntimeSource, withRuntime } from './expand/with-runtime.ts';
export { type ParseTemplateResult, parseTemplate } from './parse/parse-template.ts';
export type { ParsedTemplate } from './parse/parsed-template.ts';
export type { DeploymentContext, DeploymentInfo, TemplateRuntime } from './values/context.ts';
export { TEMPLATE_LIMITS } from './values/limits.ts';
export { TEMPLATE_CODES, type TemplateCode, type TemplateProblem } from './values/problem.ts';

/** Where a template is deployed to, as which deployment, and what it may ask about the world. */
export type DeploymentTarget = {
  /** Id of a resource group, a subscription or a management group; `/` for the tenant. */
  readonly scopeId: string;
  readonly deployment: DeploymentInfo;
  readonly context: DeploymentContext;
};

/**
 * Gives every parameter of a template its value: given as `{name: {value}}`, or by default. What is missing, unknown
 * or not of its type is a problem; `parameters` is absent when there is one. Never throws.
 */
export function bindTemplateParameters(
  template: ParsedTemplate,
  given: JsonObject,
  target: DeploymentTarget,
): { readonly parameters?: BoundParameters; readonly problems: readonly TemplateProblem[] } {
  const scope = parseScope(target.scopeId);
  if (scope === undefined) return { problems: [wrongScope(target)] };
  const { parameters, problems } = bindParameters({
    ...partsOf(target, scope),
    template,
    given: readGiven(given, '/parameters'),
    pointer: '',
  });
  if (problems.length > 0) return { problems };
  const bound = [...parameters].flatMap(([key, one]) => ('value' in one ? [[key, one] as const] : []));
  return { parameters: new Map(bound), problems: [] };
}

/**
 * Plans what a template would write. All that can be said before the deployment is said in `problems`; `plan` is
 * absent when there is one. Never throws.
 */
export function expandTemplate(
  template: ParsedTemplate,
  parameters: BoundParameters,
  target: DeploymentTarget,
): ExpandResult {
  const scope = parseScope(target.scopeId);
  if (scope === undefined) return { problems: [wrongScope(target)] };
  return expandScope({ ...partsOf(target, scope), template, parameters });
}

function partsOf({ deployment, context }: DeploymentTarget, target: DeploymentScope) {
  return { target, deployment, context, work: createWork() };
}

function wrongScope({ scopeId }: DeploymentTarget): TemplateProblem {
  return invalid('', `A template cannot be deployed to '${scopeId}'.`);
}
