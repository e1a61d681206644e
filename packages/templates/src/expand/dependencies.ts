import type { JsonValue } from '@sluice/language/expressions';
import { at } from '../values/json.ts';
import { invalid } from '../values/problem.ts';
import { createEnv } from './create-env.ts';
import { evaluateValue, failureOf } from './evaluate.ts';
import { type Expansion, type Instance, reportEarly } from './expansion.ts';

/** Adds what each resource of a template depends on by its own words and by the loop that it is in. */
export function addDependencies(expansion: Expansion): void {
  for (const instance of expansion.instances) if (instance.isIncluded) addDeclared(instance);
  addBatches(expansion);
}

function addDeclared(instance: Instance): void {
  const { declaration, expansion, turns, id } = instance;
  const { scope, index, shared } = expansion;
  const env = createEnv(scope, expansion.runtime, turns);
  for (const [position, value] of declaration.dependsOn.entries()) {
    const pointer = at(at(declaration.pointer, 'dependsOn'), position);
    try {
      for (const name of textsOf(evaluateValue(value, env, pointer))) {
        const others = name === undefined ? undefined : index.get(name.toLowerCase());
        if (others === undefined)
          shared.problems.push(
            invalid(pointer, `The resource '${name ?? ''}' is not defined in the template.`),
          );
        for (const other of others ?? []) if (other.isIncluded) add(instance, other, others ?? []);
      }
    } catch (error) {
      reportEarly(failureOf(error, pointer), `resource '${id}'`, expansion);
    }
  }
}

/** A name that others have too does not mean the resource itself. */
function add(instance: Instance, other: Instance, named: readonly Instance[]): void {
  if (other !== instance || named.length === 1) instance.dependsOn.add(other);
}

function textsOf(value: JsonValue): readonly (string | undefined)[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return [typeof value === 'string' && value !== '' ? value : undefined];
}

/** In a serial loop each batch waits for the one before. */
function addBatches({ instances }: Expansion): void {
  const loops = new Map<string, Instance[]>();
  for (const instance of instances) {
    if (instance.declaration.loop?.isSerial !== true) continue;
    // A loop inside another runs anew for each turn of that one.
    const around = instance.turns.slice(0, -1).map(({ index }) => index);
    const key = `${instance.declaration.pointer} ${around.join(' ')}`;
    loops.set(key, [...(loops.get(key) ?? []), instance]);
  }
  for (const loop of loops.values()) {
    const size = loop[0]?.declaration.loop?.batchSize ?? 1;
    for (const [index, instance] of loop.entries()) {
      const start = Math.floor(index / size) * size;
      for (const before of loop.slice(Math.max(0, start - size), start)) {
        if (instance.isIncluded && before.isIncluded) instance.dependsOn.add(before);
      }
    }
  }
}

/** What is declared inside another resource follows it, unless that one waits for it. */
export function addParents(planned: readonly Instance[]): void {
  const awaited = new Map<Instance, ReadonlySet<Instance>>();
  for (const child of planned) {
    const { parent } = child;
    if (parent?.isIncluded !== true) continue;
    // The same for all children: that one of them waits for the parent adds nothing to what the parent waits for.
    const known = awaited.get(parent) ?? reachableFrom(parent);
    awaited.set(parent, known);
    if (!known.has(child)) child.dependsOn.add(parent);
  }
}

function reachableFrom(start: Instance): ReadonlySet<Instance> {
  const reached = new Set<Instance>([start]);
  for (const instance of reached) for (const other of instance.dependsOn) reached.add(other);
  return reached;
}
