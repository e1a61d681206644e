import type { Expression } from '@sluice/language/expressions';
import type { TemplateEnv } from '../functions/env.ts';
import { LIST_FUNCTION } from '../functions/list.ts';
import { callsOf } from '../values/calls-of.ts';
import { at, memberOf } from '../values/json.ts';
import { createEnv } from './create-env.ts';
import { type Collector, evaluateValue, type Failure, failureOf, knownValue } from './evaluate.ts';
import { type Expansion, type Instance, report } from './expansion.ts';

/** Evaluates what is sent of each resource as far as it is known, and adds what it reads to what it depends on. */
export function evaluateBodies(expansion: Expansion): void {
  for (const instance of expansion.instances) if (instance.isIncluded) evaluateBody(instance);
}

function evaluateBody(instance: Instance): void {
  const { declaration, expansion, turns, id } = instance;
  const { scope } = expansion;
  const failures: Failure[] = [];
  const collector: Collector = { failures, onExpression: collectReads(instance, expansion) };
  const env = createEnv(scope, undefined, turns);
  try {
    instance.body = bodyOf(instance, env, collector);
    // Evaluated for what they read; they are bound when the nested template is expanded.
    if (declaration.nested?.evaluation === 'inner')
      evaluateValue(declaration.nested.parameters, env, `${declaration.pointer}/properties/parameters`, {
        ...collector,
        failures: [],
      });
  } catch (error) {
    failures.push(failureOf(error, declaration.pointer));
  }
  instance.needsRuntime = report(failures, `resource '${id}'`, expansion);
  if (instance.type.toLowerCase() === 'microsoft.resources/resourcegroups') rememberGroup(instance);
}

/** Adds what an expression reads to what a resource depends on. */
export function collectReads(
  instance: Instance,
  expansion: Expansion,
): NonNullable<Collector['onExpression']> {
  return (expression, env) => {
    for (const read of readsOf(expression, env)) {
      for (const other of find(read, expansion)) if (other.isIncluded) instance.dependsOn.add(other);
    }
  };
}

/** What is sent of a resource, evaluated in an environment. */
export function bodyOf({ declaration }: Instance, env: TemplateEnv, collector: Collector): Instance['body'] {
  const { body, pointer } = declaration;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      evaluateValue(value, env, at(pointer, name), collector),
    ]),
  );
}

/** A group that is created here is read by templates nested in it before it is there. */
function rememberGroup({ id, name, type, body, expansion }: Instance): void {
  expansion.scope.work.groups.set(id.toLowerCase(), {
    id,
    name,
    type,
    location: memberOf(body, 'location') ?? '',
    tags: memberOf(body, 'tags') ?? {},
    properties: { provisioningState: 'Succeeded' },
  });
}

/** The resources of the template that a name means, or of the one around it when they share their expressions. */
function find(name: string, expansion: Expansion): readonly Instance[] {
  const found = expansion.index.get(name.toLowerCase());
  if (found !== undefined) return found;
  return expansion.outer === undefined ? [] : find(name, expansion.outer);
}

/** The first arguments of `reference`, `references` and the list functions in an expression, where they are known. */
function readsOf(expression: Expression, env: TemplateEnv): readonly string[] {
  return callsOf(expression).flatMap(({ call }) => {
    const [first] = call.args;
    const name = first !== undefined && isReading(call.name) ? knownValue(first, env) : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function isReading(name: string): boolean {
  return /^references?$/i.test(name) || LIST_FUNCTION.test(name);
}
