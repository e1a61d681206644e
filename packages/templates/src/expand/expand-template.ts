import type { TemplateProblem } from '../values/problem.ts';
import { createInstances } from './create-instances.ts';
import { addDependencies, addParents } from './dependencies.ts';
import { evaluateBodies } from './evaluate-bodies.ts';
import { beginNested } from './expand-nested.ts';
import { type Expansion, type Instance, report, type Shared } from './expansion.ts';
import { orderInstances } from './order.ts';
import { collectOutputs, evaluateOutputs } from './outputs.ts';
import type { DeploymentPlan } from './plan.ts';
import { toPlanned } from './planned-resource.ts';
import type { TemplateScope } from './template-scope.ts';

export type ExpandResult = {
  /** Absent when there are problems. */
  readonly plan?: DeploymentPlan;
  readonly problems: readonly TemplateProblem[];
};

/** Plans a template whose parameters are bound. */
export function expandScope(scope: Omit<TemplateScope, 'named' | 'envs'>): ExpandResult {
  const shared: Shared = { problems: [], planned: [] };
  const index = new Map<string, Instance[]>();
  const root: Expansion = {
    scope: { ...scope, named: index, envs: new WeakMap() },
    instances: [],
    index,
    shared,
  };
  expandWhole(root);
  if (shared.problems.length > 0) return { problems: shared.problems };
  addParents(shared.planned);
  const order = orderInstances(shared.planned);
  if ('problem' in order) return { problems: [order.problem] };
  const resources = order.ordered.map(toPlanned);
  return { plan: { resources, outputs: runtime => evaluateOutputs(root.scope, runtime) }, problems: [] };
}

/** Depth is bounded by that of the template's JSON. */
function expandWhole(expansion: Expansion): void {
  createInstances(expansion);
  evaluateBodies(expansion);
  addDependencies(expansion);
  for (const instance of expansion.instances) if (instance.isIncluded) expandInside(instance);
  const { failures } = collectOutputs(expansion.scope, undefined);
  report(failures, 'outputs', expansion.shared);
}

/** What a nested deployment waits for its resources wait for; it is done when they are. */
function expandInside(instance: Instance): void {
  const nested = beginNested(instance);
  if (nested === undefined) return;
  instance.nested = nested;
  const before = [...instance.dependsOn];
  const from = instance.expansion.shared.planned.length;
  expandWhole(nested);
  for (const inner of instance.expansion.shared.planned.slice(from)) {
    for (const other of before) inner.dependsOn.add(other);
    instance.dependsOn.add(inner);
  }
}
