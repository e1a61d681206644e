import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { emptiedProgram } from './emptied.ts';
import { findProbes, type Probe, type ProbedRule, passes, probedRules } from './probe.ts';

const WANTED = 12;

/** A rule with examples of what its parameters let through. */
export type Permitted = { readonly rule: ProbedRule; readonly probes: readonly Probe[] };

const MEMORY = new WeakMap<BoundRule, readonly Permitted[]>();

/** Per component type: probes that pass, and would not if the rule's parameters were empty. A deny-list has none. */
export function permittedBy(snapshot: Snapshot, bound: BoundRule): readonly Permitted[] {
  const known = MEMORY.get(bound);
  if (known) return known;
  const found = search(snapshot, bound);
  MEMORY.set(bound, found);
  return found;
}

function search(snapshot: Snapshot, bound: BoundRule): readonly Permitted[] {
  const rules = probedRules(snapshot, bound);
  const emptied = rules.length === 0 ? undefined : emptiedProgram(snapshot, bound);
  if (!emptied) return [];
  return rules.map(rule => {
    const { program } = bound;
    const goal = (probe: Probe) => passes(program, rule.type, probe) && !passes(emptied, rule.type, probe);
    return { rule, probes: findProbes(rule, goal, WANTED) };
  });
}
