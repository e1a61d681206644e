import { EFFECTS } from '../effects/index.ts';
import { memberOf, textOf } from '../json.ts';
import type { PolicyIndex } from './policy-index.ts';
import type { BoundRule } from './snapshot.ts';

type RelatedTypes = {
  readonly byType: ReadonlyMap<string, readonly BoundRule[]>;
  readonly computed: readonly BoundRule[];
};

const MEMORY = new WeakMap<PolicyIndex, RelatedTypes>();
const NONE: readonly BoundRule[] = [];

/** The rules of an index that look for related resources of a type: put together once an index, when it is first asked for. */
export function rulesLookingAt(index: PolicyIndex, typeKey: string): readonly BoundRule[] {
  const { byType, computed } = relatedTypesOf(index);
  const own = byType.get(typeKey) ?? NONE;
  return computed.length === 0 ? own : [...own, ...computed];
}

function relatedTypesOf(index: PolicyIndex): RelatedTypes {
  const known = MEMORY.get(index);
  if (known) return known;
  const byType = new Map<string, BoundRule[]>();
  const computed: BoundRule[] = [];
  for (const rules of index.bound.values()) {
    for (const rule of rules) {
      if (EFFECTS[rule.effect].phase !== 'afterwards') continue;
      const type = textOf(memberOf(rule.program.details, 'type')).toLowerCase();
      if (type.startsWith('[')) computed.push(rule);
      else byType.set(type, [...(byType.get(type) ?? []), rule]);
    }
  }
  const found = { byType, computed };
  MEMORY.set(index, found);
  return found;
}
