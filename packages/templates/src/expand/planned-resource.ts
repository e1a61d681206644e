import type { TemplateRuntime } from '../values/context.ts';
import { isObject, memberOf } from '../values/json.ts';
import { invalid, type TemplateProblem } from '../values/problem.ts';
import { createEnv } from './create-env.ts';
import { type Failure, failureOf } from './evaluate.ts';
import { bodyOf } from './evaluate-bodies.ts';
import type { Expansion, Instance } from './expansion.ts';
import { maskSecrets } from './mask-secrets.ts';
import { evaluateOutputs } from './outputs.ts';
import type { BodyResult, ExpandResult, NestedPlan, OutputsResult, PlannedResource } from './plan.ts';
import type { TemplateScope } from './template-scope.ts';

type ExpandLate = (runtime: TemplateRuntime) => ExpandResult;

/** `expandLate` plans what is nested in the resource, where that is not in the plan. */
export function toPlanned(instance: Instance, expandLate: ExpandLate): PlannedResource {
  const { id, type, name, apiVersion, scopeId, declaration, dependsOn, body, needsRuntime, expansion } =
    instance;
  const { symbol, isExisting, pointer } = declaration;
  return {
    id,
    type,
    name,
    apiVersion,
    scopeId,
    existing: isExisting,
    dependsOn: [...new Set([...dependsOn].map(other => other.id))],
    body,
    needsRuntime,
    resolve: runtime => resolveBody(instance, runtime),
    pointer,
    ...(symbol === undefined ? {} : { symbolicName: symbol }),
    ...(instance.nested === undefined ? {} : { nested: toNested(instance, instance.nested, expandLate) }),
    ...(expansion.deployment === undefined ? {} : { deploymentId: expansion.deployment.id }),
  };
}

function resolveBody(instance: Instance, runtime: TemplateRuntime): BodyResult {
  if (!instance.needsRuntime) return { body: instance.body };
  const failures: Failure[] = [];
  try {
    const env = createEnv(instance.expansion.scope, runtime, instance.turns);
    const body = bodyOf(instance, env, { failures });
    if (failures.length === 0) return { body };
  } catch (error) {
    failures.push(failureOf(error, instance.declaration.pointer));
  }
  return { problems: failures.map(each => toProblem(each, instance.id, instance.expansion.scope, runtime)) };
}

function toNested({ body }: Instance, { scope, isLate }: Expansion, expandLate: ExpandLate): NestedPlan {
  const properties = memberOf(body, 'properties');
  const mode = isObject(properties) ? memberOf(properties, 'mode') : undefined;
  const common = {
    mode: typeof mode === 'string' ? mode : 'Incremental',
    parameters: (runtime: TemplateRuntime) => evaluateParameters(scope, runtime),
  };
  if (!isLate) return { ...common, outputs: runtime => evaluateOutputs(scope, runtime) };
  return {
    ...common,
    expand: expandLate,
    outputs: runtime => {
      const { plan, problems } = expandLate(runtime);
      return plan === undefined ? { problems } : plan.outputs(runtime);
    },
  };
}

function evaluateParameters(scope: TemplateScope, runtime: TemplateRuntime): OutputsResult {
  const problems: TemplateProblem[] = [];
  const values = [...scope.parameters.values()].flatMap(parameter => {
    if ('value' in parameter) return [parameter];
    const { name, type, isSecure, later } = parameter;
    try {
      return [{ name, type, isSecure, value: later(runtime) }];
    } catch (error) {
      problems.push(toProblem(failureOf(error, ''), name, scope, runtime));
      return [];
    }
  });
  return problems.length === 0 ? { values } : { problems };
}

function toProblem(
  { code, message, pointer }: Failure,
  what: string,
  scope: TemplateScope,
  runtime: TemplateRuntime,
): TemplateProblem {
  const masked = maskSecrets(message, scope, runtime);
  if (code === 'template/not-found') return { code: 'ResourceNotFound', message: masked, pointer };
  return invalid(
    pointer,
    `Unable to process template language expressions for resource '${what}': ${masked}`,
  );
}
