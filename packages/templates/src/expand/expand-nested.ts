import { at, isObject, memberOf } from '../values/json.ts';
import { bindParameters, type GivenParameter, readGiven } from './bind-parameters.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, type Failure, failureOf } from './evaluate.ts';
import { type Expansion, type Instance, report } from './expansion.ts';
import type { NestedParameters } from './parameters.ts';
import type { TemplateScope } from './template-scope.ts';

/** Begins the expansion of the template nested in a deployment; undefined when its parameters cannot be bound. */
export function beginNested(instance: Instance): Expansion | undefined {
  const { declaration, expansion, turns, target, name, body } = instance;
  const { nested } = declaration;
  if (nested === undefined || target === undefined) return undefined;
  checkLocation(instance);
  const location = memberOf(body, 'location');
  const properties = memberOf(body, 'properties');
  const mode = isObject(properties) ? memberOf(properties, 'mode') : undefined;
  const deployment = {
    name,
    ...(typeof location === 'string' ? { location } : {}),
    ...(typeof mode === 'string' ? { mode } : {}),
  };
  const { context, work } = expansion.scope;
  const index = new Map<string, Instance[]>();
  const shared = {
    template: nested.template,
    target,
    deployment,
    context,
    work,
    named: index,
    envs: new WeakMap(),
  };
  if (nested.evaluation === 'outer') {
    const scope: TemplateScope = {
      ...shared,
      parameters: new Map(),
      outer: { scope: expansion.scope, turns },
    };
    return { scope, instances: [], index, outer: expansion, deployment: instance, shared: expansion.shared };
  }
  const parameters = bindNested(instance, shared);
  if (parameters === undefined) return undefined;
  return {
    scope: { ...shared, parameters },
    instances: [],
    index,
    deployment: instance,
    shared: expansion.shared,
  };
}

function bindNested(
  { declaration, expansion, turns, id }: Instance,
  scope: Omit<TemplateScope, 'parameters'>,
): NestedParameters | undefined {
  const { nested, pointer } = declaration;
  if (nested === undefined) return undefined;
  const place = `${pointer}/properties/parameters`;
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
      const isLate = report(failures, `resource '${id}'`, expansion.shared);
      const later: GivenParameter = {
        name: one.name,
        later: runtime => evaluateValue(one.value, createEnv(expansion.scope, runtime, turns), valuePlace),
      };
      given.set(key, isLate ? later : { name: one.name, value });
    } catch (error) {
      report([failureOf(error, valuePlace)], `resource '${id}'`, expansion.shared);
    }
  }
  const { parameters, problems } = bindParameters({ ...scope, given, pointer: `${pointer}/properties` });
  expansion.shared.problems.push(...problems);
  return problems.length === 0 ? parameters : undefined;
}

function checkLocation({ target, body, name, declaration, expansion }: Instance): void {
  if (target === undefined || target.kind === 'resourceGroup' || memberOf(body, 'location') !== undefined)
    return;
  const { pointer } = declaration;
  const message = `The location property is required for the deployment '${name}' at '${pointer}', which is not in a resource group.`;
  expansion.shared.problems.push({ code: 'LocationRequired', message, pointer });
}
