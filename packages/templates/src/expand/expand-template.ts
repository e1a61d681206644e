import type { TemplateRuntime } from '../values/context.ts';
import { createInstances } from './create-instances.ts';
import { addDependencies, addParents } from './dependencies.ts';
import { addEarlyReads } from './early-reads.ts';
import { evaluateBodies } from './evaluate-bodies.ts';
import { beginNested } from './expand-nested.ts';
import { type Expansion, type Instance, report, type Shared } from './expansion.ts';
import { orderInstances } from './order.ts';
import { collectOutputs, evaluateOutputs } from './outputs.ts';
import type { ExpandResult } from './plan.ts';
import { toPlanned } from './planned-resource.ts';
import type { TemplateScope } from './template-scope.ts';

/** Plans a template whose parameters are bound. */
export function expandScope(scope: Omit<TemplateScope, 'named' | 'envs'>): ExpandResult {
  const index = new Map<string, Instance[]>();
  return toResult({
    scope: { ...scope, named: index, envs: new WeakMap() },
    instances: [],
    index,
    shared: { problems: [], planned: [] },
    isLate: false,
  });
}

function toResult(expansion: Expansion): ExpandResult {
  const { shared, scope } = expansion;
  expandWhole(expansion);
  if (shared.problems.length > 0) return { problems: shared.problems };
  keepInside(shared.planned);
  addParents(shared.planned);
  const order = orderInstances(shared.planned);
  if ('problem' in order) return { problems: [order.problem] };
  const resources = order.ordered.map(instance =>
    toPlanned(instance, runtime => expandLate(instance, runtime)),
  );
  return { plan: { resources, outputs: runtime => evaluateOutputs(scope, runtime) }, problems: [] };
}

/** A template that is planned late reads what is around it, which is there already. */
function keepInside(planned: readonly Instance[]): void {
  const inside = new Set(planned);
  for (const { dependsOn } of planned)
    for (const other of dependsOn) if (!inside.has(other)) dependsOn.delete(other);
}

/** Depth is bounded by that of the template's JSON. */
function expandWhole(expansion: Expansion): void {
  createInstances(expansion);
  evaluateBodies(expansion);
  addDependencies(expansion);
  for (const instance of expansion.instances) if (instance.isIncluded) expandInside(instance);
  const { failures } = collectOutputs(expansion.scope, undefined);
  report(failures, 'outputs', expansion);
}

/**
 * What a nested deployment waits for its resources wait for; it is done when they are. When it is not known before the
 * deployment which they are, they are left out, to be planned by `expandLate`.
 */
function expandInside(instance: Instance): void {
  const { shared } = instance.expansion;
  // Without a runtime also when the template around it has one: what it waits for may be part of that.
  const nested = beginNested(instance, shared, undefined);
  if (nested === undefined) return;
  instance.nested = nested;
  const before = [...instance.dependsOn];
  const problems = shared.problems.length;
  const from = shared.planned.length;
  expandWhole(nested);
  const inside = new Set(shared.planned.slice(from));
  if (nested.isLate) {
    shared.problems.length = problems;
    shared.planned.length = from;
    instance.needsRuntime = true;
    addEarlyReads(instance, nested);
    for (const inner of inside) {
      for (const other of inner.dependsOn) if (!inside.has(other)) instance.dependsOn.add(other);
    }
    return;
  }
  for (const inner of inside) {
    for (const other of before) inner.dependsOn.add(other);
    instance.dependsOn.add(inner);
  }
}

/** The plan of a nested template on its own, once what it depends on is there. */
function expandLate(instance: Instance, runtime: TemplateRuntime): ExpandResult {
  const shared: Shared = { problems: [], planned: [] };
  const nested = beginNested(instance, shared, runtime);
  return nested === undefined ? { problems: shared.problems } : toResult(nested);
}
