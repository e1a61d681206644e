import { byText } from '../../../lib/by-text.ts';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import type { Sort } from '../../../lib/sort.ts';
import { matchesWords } from '../../../lib/words.ts';
import type { Usage } from '../api/use-usage.ts';
import type { FilterId } from './filters.ts';

export type ExemptionRow = Exemption & {
  readonly assignmentName: string;
  /** How many existing resources it exempts; undefined until they are counted. */
  readonly used: number | undefined;
};

/** The exemptions that a list shows, in its order. */
export function listExemptions(
  all: readonly Exemption[],
  {
    query,
    filters,
    usage,
    assignmentNameOf,
    sort,
    now,
  }: {
    readonly query: string;
    readonly filters: Readonly<Record<FilterId, readonly string[]>>;
    readonly usage: Usage | undefined;
    assignmentNameOf(id: string): string;
    readonly sort: Sort;
    readonly now: number;
  },
): readonly ExemptionRow[] {
  const rows = all.map(each => ({
    ...each,
    assignmentName: assignmentNameOf(each.assignmentId),
    used: usage && (usage.resources.get(each.id.toLowerCase())?.size ?? 0),
  }));
  const isAmong = (id: FilterId, value: string) => filters[id].length === 0 || filters[id].includes(value);
  const compare = ORDERS[sort.column] ?? byName;
  return rows
    .filter(
      row =>
        isAmong('category', row.category) &&
        isAmong('expiry', expiryOf(row, now)) &&
        isAmong('usage', (row.used ?? 0) > 0 ? 'used' : 'unused') &&
        matchesWords(query, row.displayName, row.description, row.id, row.assignmentName),
    )
    .sort((one, other) => (sort.descending ? -1 : 1) * compare(one, other) || byName(one, other));
}

type Compare = (one: ExemptionRow, other: ExemptionRow) => number;

const byName: Compare = (one, other) => byText(one.displayName, other.displayName);

const ORDERS: Readonly<Record<string, Compare>> = {
  name: byName,
  scope: (one, other) => byText(placeOfResource(one.scope).name, placeOfResource(other.scope).name),
  assignment: (one, other) => byText(one.assignmentName, other.assignmentName),
  // Those that never end come after all others.
  expiry: (one, other) => timeOf(one) - timeOf(other),
  usage: (one, other) => (one.used ?? 0) - (other.used ?? 0),
};

function timeOf({ expiresOn }: Exemption): number {
  return expiresOn === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(expiresOn);
}
