import { invalid, type TemplateProblem } from '../values/problem.ts';
import type { Instance } from './expansion.ts';

/** Resources so that each follows what it depends on, otherwise as declared; or the circle that forbids it. */
export function orderInstances(
  instances: readonly Instance[],
): { readonly ordered: readonly Instance[] } | { readonly problem: TemplateProblem } {
  const ordered: Instance[] = [];
  const done = new Set<Instance>();
  const open = new Set<Instance>();
  for (const start of instances) {
    // Its own stack: a chain of thousands must not exhaust the engine's.
    const stack = done.has(start) ? [] : [{ instance: start, rest: [...start.dependsOn] }];
    if (stack.length > 0) open.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.shift();
      if (next === undefined) {
        stack.pop();
        open.delete(top.instance);
        done.add(top.instance);
        ordered.push(top.instance);
      } else if (open.has(next)) {
        return { problem: circle([...open], next) };
      } else if (!done.has(next)) {
        open.add(next);
        stack.push({ instance: next, rest: [...next.dependsOn] });
      }
    }
  }
  return { ordered };
}

function circle(open: readonly Instance[], closing: Instance): TemplateProblem {
  const ids = [...open.slice(open.indexOf(closing)), closing].map(({ id }) => id);
  const shown = ids.length <= 10 ? ids : [...ids.slice(0, 9), '...', closing.id];
  return invalid(
    closing.declaration.pointer,
    `Circular dependency detected on resource: '${closing.id}' (${shown.join(' -> ')}).`,
  );
}
