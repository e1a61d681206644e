import { assignments as words } from '#strings/assignments';
import type { Filter } from '../../../components/filters/filter.ts';

export const FILTER_IDS = ['relation', 'type', 'enforcement', 'compliance'] as const;
export type FilterId = (typeof FILTER_IDS)[number];

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What the list of assignments can be narrowed by. */
export const FILTERS: readonly (Filter & { readonly id: FilterId })[] = [
  {
    kind: 'choice',
    id: 'relation',
    label: words.filters.relation,
    options: options(words.relations).map(each => ({
      ...each,
      detail: words.relationHints[each.value as keyof typeof words.relationHints],
    })),
  },
  { kind: 'choice', id: 'type', label: words.filters.type, options: options(words.types) },
  {
    kind: 'choice',
    id: 'enforcement',
    label: words.filters.enforcement,
    options: options(words.enforcement),
  },
  {
    kind: 'choice',
    id: 'compliance',
    label: words.filters.compliance,
    isSingle: true,
    options: [
      { value: 'with', label: words.filters.withNonCompliant },
      { value: 'without', label: words.filters.withoutNonCompliant },
    ],
  },
];
