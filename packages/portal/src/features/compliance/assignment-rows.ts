import type { AssignmentName } from '../../lib/assignments.ts';
import { byText } from '../../lib/by-text.ts';
import { nameOfId, scopeOfId } from '../../lib/format/id.ts';
import { type AssignmentSummary, stateOf, totalOf } from '../../lib/insights/summary.ts';
import { matchesWords } from '../../lib/words.ts';

/** An assignment as the list of compliance shows it. */
export type AssignmentRow = {
  readonly id: string;
  readonly displayName: string;
  /** A resource id. */
  readonly scope: string;
  readonly kind: 'policy' | 'initiative';
  readonly isEnforced: boolean;
  /** It has results of the past, and is not there now. */
  readonly isGone: boolean;
  /** Undefined: it has judged nothing. */
  readonly state: string | undefined;
  readonly percentage: number | undefined;
  readonly badResources: number;
  readonly allResources: number;
  readonly badPolicies: number;
  readonly allPolicies: number;
};

/** The assignments that have results, each with its name where that is known. `names`: of all that are there; undefined until they are read. */
export function judgedRows(
  summaries: readonly AssignmentSummary[],
  names: ReadonlyMap<string, AssignmentName> | undefined,
): readonly AssignmentRow[] {
  return summaries.map(summary => {
    const known = names?.get(summary.assignmentId.toLowerCase());
    return { ...judgedRow(summary, known), isGone: names !== undefined && known === undefined };
  });
}

/** The assignments that are there, or were at a moment, without any result. */
export function unjudgedRows(
  summaries: readonly AssignmentSummary[],
  names: ReadonlyMap<string, AssignmentName>,
  at: string | undefined,
): readonly AssignmentRow[] {
  const judged = new Set(summaries.map(({ assignmentId }) => assignmentId.toLowerCase()));
  return [...names.values()]
    .filter(
      ({ id, createdOn }) => !judged.has(id.toLowerCase()) && (at === undefined || (createdOn ?? '') <= at),
    )
    .map(unjudgedRow);
}

function judgedRow(
  summary: AssignmentSummary,
  known: AssignmentName | undefined,
): Omit<AssignmentRow, 'isGone'> {
  const { assignmentId: id, initiativeId, totals } = summary;
  return {
    id,
    displayName: known?.displayName ?? nameOfId(id),
    scope: known?.scope ?? scopeOfId(id),
    kind: initiativeId === undefined ? 'policy' : 'initiative',
    isEnforced: known?.isEnforced ?? true,
    state: stateOf(totals.resources),
    percentage: totals.percentage,
    badResources: totals.resources['NonCompliant'] ?? 0,
    allResources: totalOf(totals.resources),
    badPolicies: totals.policies['NonCompliant'] ?? 0,
    allPolicies: totalOf(totals.policies),
  };
}

function unjudgedRow({ id, displayName, scope, definitionId, isEnforced }: AssignmentName): AssignmentRow {
  return {
    id,
    displayName,
    scope,
    kind: /\/policysetdefinitions\//i.test(definitionId) ? 'initiative' : 'policy',
    isEnforced,
    isGone: false,
    state: undefined,
    percentage: undefined,
    badResources: 0,
    allResources: 0,
    badPolicies: 0,
    allPolicies: 0,
  };
}

/** What narrows the list; an empty list of values lets everything through. */
export type AssignmentFilters = {
  readonly text: string;
  readonly states: readonly string[];
  readonly kinds: readonly string[];
  readonly enforcements: readonly string[];
};

export function filterAssignmentRows(
  rows: readonly AssignmentRow[],
  { text, states, kinds, enforcements }: AssignmentFilters,
): readonly AssignmentRow[] {
  const among = (values: readonly string[], value: string) => values.length === 0 || values.includes(value);
  return rows.filter(
    row =>
      matchesWords(text, row.displayName, row.id, row.scope) &&
      among(states, row.state ?? 'NotStarted') &&
      among(kinds, row.kind) &&
      among(enforcements, row.isEnforced ? 'enforced' : 'notEnforced'),
  );
}

/** The columns that the list can be sorted by, each with what it compares; what has judged nothing comes last either way. */
const ORDERS: Readonly<Record<string, (row: AssignmentRow) => number | string | undefined>> = {
  name: row => row.displayName.toLowerCase(),
  scope: row => row.scope.toLowerCase(),
  percentage: row => row.percentage,
  resources: row => (row.state === undefined ? undefined : row.badResources),
  policies: row => (row.state === undefined ? undefined : row.badPolicies),
};

/** In the order of a column, of names among what is equal there. */
export function sortAssignmentRows(
  rows: readonly AssignmentRow[],
  column: string,
  descending: boolean,
): readonly AssignmentRow[] {
  const toValue = (Object.hasOwn(ORDERS, column) ? ORDERS[column] : undefined) ?? ORDERS['resources'];
  const turn = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [toValue?.(one), toValue?.(other)];
    if (a === b) return byText(one.displayName, other.displayName);
    if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
    return (a < b ? -1 : 1) * turn;
  });
}
