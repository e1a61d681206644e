import { exemptions as words } from '#strings/exemptions';
import type { Filter } from '../../../components/filters/filter.ts';

export const FILTER_IDS = ['category', 'expiry', 'usage'] as const;
export type FilterId = (typeof FILTER_IDS)[number];

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What the list of exemptions can be narrowed by. */
export const FILTERS: readonly (Filter & { readonly id: FilterId })[] = [
  { kind: 'choice', id: 'category', label: words.filters.category, options: options(words.categories) },
  { kind: 'choice', id: 'expiry', label: words.filters.expiry, options: options(words.expiries) },
  {
    kind: 'choice',
    id: 'usage',
    label: words.filters.usage,
    isSingle: true,
    options: options(words.usages),
  },
];
