import { byText } from '../../../lib/by-text.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import type { ScopeNode } from '../../../lib/scope.ts';
import type { Sort } from '../../../lib/sort.ts';
import { matchesWords } from '../../../lib/words.ts';
import type { ComplianceNumbers } from '../api/use-compliance-numbers.ts';
import type { FilterId } from './filters.ts';

/** How an assignment stands to the scope that is looked at. */
export type Relation = 'direct' | 'inherited' | 'below';

export type AssignmentRow = Assignment & {
  readonly relation: Relation;
  readonly numbers: ComplianceNumbers | undefined;
};

/** The assignments that a list shows, in its order. */
export function listAssignments(
  all: readonly Assignment[],
  {
    scope,
    tree,
    query,
    filters,
    numbers,
    sort,
  }: {
    readonly scope: string;
    readonly tree: readonly ScopeNode[];
    readonly query: string;
    readonly filters: Readonly<Record<FilterId, readonly string[]>>;
    readonly numbers: ReadonlyMap<string, ComplianceNumbers>;
    readonly sort: Sort;
  },
): readonly AssignmentRow[] {
  const above = groupsAbove(scope, tree);
  const rows = all.map(each => ({
    ...each,
    relation: relationOf(each.scope, scope, above),
    numbers: numbers.get(each.id.toLowerCase()),
  }));
  const isAmong = (id: FilterId, value: string) => filters[id].length === 0 || filters[id].includes(value);
  const kept = rows.filter(
    row =>
      isAmong('relation', row.relation) &&
      isAmong('type', row.isInitiative ? 'initiative' : 'policy') &&
      isAmong('enforcement', row.enforcementMode) &&
      isAmong('compliance', nonCompliantOf(row) > 0 ? 'with' : 'without') &&
      matchesWords(query, row.displayName, row.description, row.id, row.definitionId),
  );
  const compare = ORDERS[sort.column] ?? byName;
  return kept.sort((one, other) => (sort.descending ? -1 : 1) * compare(one, other) || byName(one, other));
}

/** How many resources do not comply with it at the scope that is looked at. */
export function nonCompliantOf({ numbers }: Pick<AssignmentRow, 'numbers'>): number {
  return numbers?.resources['NonCompliant'] ?? 0;
}

/** Keys of the management groups above a scope. */
export function groupsAbove(scope: string, tree: readonly ScopeNode[]): ReadonlySet<string> {
  const above = new Set<string>();
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  let id: string | undefined = (subscription ?? scope).toLowerCase();
  while (id !== undefined) {
    const at: string = id;
    id = tree.find(node => node.id.toLowerCase() === at)?.parentId?.toLowerCase();
    if (id === undefined || above.has(id)) break;
    above.add(id);
  }
  return above;
}

/**
 * Where a scope stands as seen from the one that is looked at, of which the API says that it is the same, above or below. Groups that the
 * reader may not see are above whatever is no group.
 */
export function relationOf(scope: string, looked: string, above: ReadonlySet<string>): Relation {
  const [one, other] = [scope.toLowerCase(), looked.toLowerCase()];
  if (one === other) return 'direct';
  const isGroup = (id: string) => id.startsWith('/providers/microsoft.management/');
  const isAbove = above.has(one) || other.startsWith(`${one}/`) || (isGroup(one) && !isGroup(other));
  return isAbove ? 'inherited' : 'below';
}

type Compare = (one: AssignmentRow, other: AssignmentRow) => number;

const byName: Compare = (one, other) => byText(one.displayName, other.displayName);

const ORDERS: Readonly<Record<string, Compare>> = {
  name: byName,
  scope: (one, other) => byText(nameOfId(one.scope), nameOfId(other.scope)),
  nonCompliant: (one, other) => nonCompliantOf(one) - nonCompliantOf(other),
};
