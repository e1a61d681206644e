import type { TemplateRuntime } from '../values/context.ts';
import { at, isObject, memberOf } from '../values/json.ts';
import { bindParameters, type GivenParameter, readGiven } from './bind-parameters.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, type Failure, failureOf } from './evaluate.ts';
import { type Expansion, type Instance, report, type Shared } from './expansion.ts';
import type { NestedParameters } from './parameters.ts';
import type { TemplateScope } from './template-scope.ts';

/**
 * Begins the expansion of the template nested in a deployment; undefined when its parameters cannot be bound. With a
 * runtime it is expanded during the deployment, apart from the template around it.
 */
export function beginNested(
  instance: Instance,
  shared: Shared,
  runtime: TemplateRuntime | undefined,
): Expansion | undefined {
  const { declaration, expansion, turns, target, name, body } = instance;
  const { nested } = declaration;
  if (nested === undefined || target === undefined) return undefined;
  checkLocation(instance, shared);
  const location = memberOf(body, 'location');
  const properties = memberOf(body, 'properties');
  const mode = isObject(properties) ? memberOf(properties, 'mode') : undefined;
  if (typeof mode === 'string') checkMode(instance, mode, shared);
  const deployment = {
    name,
    ...(typeof location === 'string' ? { location } : {}),
    ...(typeof mode === 'string' ? { mode } : {}),
  };
  const { context, work } = expansion.scope;
  const index = new Map<string, Instance[]>();
  const parts = {
    template: nested.template,
    target,
    deployment,
    context,
    work,
    named: index,
    envs: new WeakMap(),
  };
  const own = {
    instances: [],
    index,
    deployment: instance,
    shared,
    isLate: false,
    ...(runtime === undefined ? {} : { runtime }),
  };
  if (nested.evaluation === 'outer') {
    const outer = { scope: expansion.scope, turns };
    return { ...own, scope: { ...parts, parameters: new Map(), outer }, outer: expansion };
  }
  const parameters = bindNested(instance, parts, shared);
  return parameters === undefined ? undefined : { ...own, scope: { ...parts, parameters } };
}

function bindNested(
  { declaration, expansion, turns, id }: Instance,
  scope: Omit<TemplateScope, 'parameters'>,
  shared: Shared,
): NestedParameters | undefined {
  const { nested, pointer } = declaration;
  if (nested === undefined) return undefined;
  const place = `${pointer}/properties/parameters`;
  const around = { scope: expansion.scope, shared };
  const given = new Map<string, GivenParameter>();
  for (const [key, one] of readGiven(nested.parameters, place)) {
    if (!('value' in one)) {
      given.set(key, one);
      continue;
    }
    const valuePlace = `${at(place, one.name)}/value`;
    const failures: Failure[] = [];
    try {
      const value = evaluateValue(one.value, createEnv(expansion.scope, undefined, turns), valuePlace, {
        failures,
      });
      const isLate = report(failures, `resource '${id}'`, around);
      const later: GivenParameter = {
        name: one.name,
        later: runtime => evaluateValue(one.value, createEnv(expansion.scope, runtime, turns), valuePlace),
      };
      given.set(key, isLate ? later : { name: one.name, value });
    } catch (error) {
      report([failureOf(error, valuePlace)], `resource '${id}'`, around);
    }
  }
  const { parameters, problems } = bindParameters({ ...scope, given, pointer: `${pointer}/properties` });
  shared.problems.push(...problems);
  return problems.length === 0 ? parameters : undefined;
}

/** Source: Azure documentation, "Deployment modes": nested templates must use incremental mode. */
function checkMode({ name, declaration }: Instance, mode: string, shared: Shared): void {
  if (mode.toLowerCase() === 'incremental') return;
  const pointer = `${declaration.pointer}/properties/mode`;
  const message = `The mode of the nested deployment '${name}' must be 'Incremental'; only a template that is not nested can have another one.`;
  shared.problems.push({ code: 'InvalidTemplate', message, pointer });
}

function checkLocation({ target, body, name, declaration }: Instance, shared: Shared): void {
  if (target === undefined || target.kind === 'resourceGroup' || memberOf(body, 'location') !== undefined)
    return;
  const { pointer } = declaration;
  const message = `The location property is required for the deployment '${name}' at '${pointer}', which is not in a resource group.`;
  shared.problems.push({ code: 'LocationRequired', message, pointer });
}
