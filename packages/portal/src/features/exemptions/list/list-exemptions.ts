import { nameOfId } from '../../../lib/format/id.ts';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';
import type { Sort } from '../../../lib/sort.ts';
import { matchesWords } from '../../../lib/words.ts';

/** What a list of exemptions shows, and in which order. */
export type ExemptionList = {
  readonly query: string;
  readonly category: readonly string[];
  readonly expiry: readonly string[];
  readonly sort: Sort;
};

/** The exemptions that the list lets through, in its order. Those without an end come after those that end. */
export function listExemptions(
  all: readonly Exemption[],
  { query, category, expiry, sort }: ExemptionList,
  now: number,
): readonly Exemption[] {
  const shown = all.filter(
    each =>
      matchesWords(query, each.displayName, each.description, each.scope, each.assignmentId) &&
      (category.length === 0 || category.includes(each.category)) &&
      (expiry.length === 0 || expiry.includes(expiryOf(each, now))),
  );
  const order = ORDERS[sort.column] ?? byName;
  return shown.toSorted(
    (one, other) => (sort.descending ? order(other, one) : order(one, other)) || byName(one, other),
  );
}

type Order = (one: Exemption, other: Exemption) => number;

const byName: Order = (one, other) => one.displayName.localeCompare(other.displayName);
const ENDLESS = '9999';

const ORDERS: Readonly<Record<string, Order>> = {
  name: byName,
  assignment: (one, other) => nameOfId(one.assignmentId).localeCompare(nameOfId(other.assignmentId)),
  scope: (one, other) => one.scope.localeCompare(other.scope),
  expires: (one, other) => (one.expiresOn ?? ENDLESS).localeCompare(other.expiresOn ?? ENDLESS),
};
