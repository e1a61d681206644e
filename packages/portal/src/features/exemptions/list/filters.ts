import { exemptions as words } from '#strings/exemptions';
import type { Filter } from '../../../components/filters/filter.ts';

export const FILTER_NAMES = ['category', 'expiry'] as const;

/** What narrows the list of exemptions. */
export const FILTERS: readonly Filter[] = [
  {
    id: 'category',
    kind: 'choice',
    label: words.filters.category,
    options: Object.entries(words.categories).map(([value, label]) => ({ value, label })),
  },
  {
    id: 'expiry',
    kind: 'choice',
    label: words.filters.expiry,
    options: Object.entries(words.expiry).map(([value, label]) => ({ value, label })),
  },
];
