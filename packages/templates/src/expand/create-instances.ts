import { EvaluationError } from '@sluice/language/expressions';
import type { CopyTurn } from '../functions/env.ts';
import type { ResourceDeclaration } from '../parse/parsed-template.ts';
import { at } from '../values/json.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';
import { invalid } from '../values/problem.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, failureOf } from './evaluate.ts';
import { allowPlanned, type Expansion, type Instance, reportEarly } from './expansion.ts';
import { identify } from './identify.ts';
import { countOf, turnsOf } from './loop.ts';

/** Makes the resources of a template, loops run, and enters them in its index. Bodies come later. */
export function createInstances(expansion: Expansion): void {
  const { scope, instances, shared } = expansion;
  for (const declaration of scope.template.resources) createFrom(declaration, [], undefined, expansion);
  const ids = new Map<string, Instance>();
  for (const instance of instances) {
    if (!instance.isIncluded || instance.declaration.isExisting) continue;
    const { id, declaration } = instance;
    if (ids.has(id.toLowerCase()))
      shared.problems.push(
        invalid(declaration.pointer, `The resource '${id}' is defined multiple times in a template.`),
      );
    ids.set(id.toLowerCase(), instance);
  }
}

function createFrom(
  declaration: ResourceDeclaration,
  around: readonly CopyTurn[],
  parent: Instance | undefined,
  expansion: Expansion,
): void {
  const { scope, runtime } = expansion;
  try {
    for (const turn of turnsOfResource(declaration, around, expansion)) {
      const turns = turn === undefined ? around : [...around, turn];
      const identity = identify(declaration, createEnv(scope, runtime, turns), scope.target, parent);
      const instance: Instance = {
        ...identity,
        declaration,
        expansion,
        turns,
        ...(parent === undefined ? {} : { parent }),
        dependsOn: new Set(),
        body: {},
        needsRuntime: false,
      };
      enter(instance, turn, expansion);
      for (const child of declaration.children) createFrom(child, turns, instance, expansion);
    }
  } catch (error) {
    reportEarly(failureOf(error, declaration.pointer), `the resource at '${declaration.pointer}'`, expansion);
  }
}

/** One turn without a loop, which is undefined. Refused when there would be too many, before any is made. */
function turnsOfResource(
  { loop, pointer }: ResourceDeclaration,
  around: readonly CopyTurn[],
  { scope, instances, shared, runtime }: Expansion,
): readonly (CopyTurn | undefined)[] {
  const env = createEnv(scope, runtime, around);
  const count =
    loop === undefined
      ? 1
      : countOf(evaluateValue(loop.count, env, at(loop.pointer, 'count')), loop.name, loop.pointer);
  if (instances.length + count > TEMPLATE_LIMITS.resources) {
    throw new EvaluationError(
      'template/resource',
      `The number of template resources limit exceeded. Limit: ${TEMPLATE_LIMITS.resources}.`,
      pointer,
    );
  }
  if (!allowPlanned(count, pointer, shared)) return [];
  return loop === undefined ? [undefined] : turnsOf('resource', loop.name, count);
}

function enter(instance: Instance, turn: CopyTurn | undefined, expansion: Expansion): void {
  expansion.instances.push(instance);
  if (instance.isIncluded) expansion.shared.planned.push(instance);
  for (const name of namesOf(instance, turn)) {
    const others = expansion.index.get(name);
    if (others === undefined) expansion.index.set(name, [instance]);
    else others.push(instance);
  }
}

/** All that a resource may be called by `dependsOn` and `reference`, in lower case. */
function namesOf(
  { id, type, name, declaration, expansion }: Instance,
  turn: CopyTurn | undefined,
): ReadonlySet<string> {
  const { symbol, loop } = declaration;
  const names = name.split('/');
  const own = [id, name, `${type}/${name}`];
  const provider = `${expansion.scope.target.id}/providers/`;
  if (id.startsWith(provider)) own.push(id.slice(provider.length));
  if (declaration.isRelative) own.push(names.at(-1) ?? name);
  if (loop !== undefined) own.push(loop.name);
  if (symbol !== undefined) own.push(symbol, ...(turn === undefined ? [] : [`${symbol}[${turn.index}]`]));
  return new Set(own.map(each => each.toLowerCase()));
}
