import type { JsonValue } from '@sluice/arm/protocol';
import type { CatalogVersion } from '@sluice/providers/models';
import { factOf } from './filtered-facts.ts';
import type { ModelNumbers } from './model-to-wire.ts';

/** A model of a list, with what lists are sorted by. */
export type ListedModel = { readonly model: CatalogVersion; readonly numbers: ModelNumbers };

type SortValue = string | number | undefined;

const SORTS = {
  name: ({ model }) => model.name,
  registry: ({ model }) => model.registry,
  publisher: ({ model }) => factOf(model, 'publisher')?.toLowerCase(),
  task: ({ model }) => factOf(model, 'task')?.toLowerCase(),
  licence: ({ model }) => factOf(model, 'licence')?.toLowerCase(),
  sizeBytes: ({ model }) =>
    typeof model.facts['sizeBytes'] === 'number' ? model.facts['sizeBytes'] : undefined,
  versions: ({ numbers }) => numbers.versions,
  deployments: ({ numbers }) => numbers.deployments,
} as const satisfies Readonly<Record<string, (listed: ListedModel) => SortValue>>;

/** What models may be sorted by. */
export const MODEL_SORTS = Object.keys(SORTS) as readonly (keyof typeof SORTS)[];

export type ModelSort = { readonly by: keyof typeof SORTS; readonly descending: boolean };

/** Where a list has got to: the last model's value, and what tells it from others of the same. Plain JSON. */
export type ModelMark = readonly [value: string | number | null, name: string, assetId: string];

/** `sizeBytes desc`; undefined for what is no order. */
export function readModelSort(text: string): ModelSort | undefined {
  const [name = '', direction = 'asc', ...more] = text.trim().split(/\s+/);
  const by = MODEL_SORTS.find(each => each.toLowerCase() === name.toLowerCase());
  if (by === undefined || more.length > 0 || !/^(asc|desc)$/i.test(direction)) return undefined;
  return { by, descending: direction.toLowerCase() === 'desc' };
}

/** The place of a model in a list. */
export function markOf(listed: ListedModel, { by }: ModelSort): ModelMark {
  return [SORTS[by](listed) ?? null, listed.model.name, listed.model.assetId];
}

/** Whether a JSON value is the place of a model in a list. */
export function isModelMark(value: JsonValue | undefined): value is ModelMark {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [first, name, assetId] = value;
  return (
    (first === null || typeof first === 'string' || typeof first === 'number') &&
    typeof name === 'string' &&
    typeof assetId === 'string'
  );
}

/** Which of two places comes first. What does not have the value is last either way; equal ones go by name. */
export function compareMarks(one: ModelMark, other: ModelMark, { descending }: ModelSort): number {
  if (one[0] !== other[0]) {
    if (one[0] === null || other[0] === null) return one[0] === null ? 1 : -1;
    return compare(one[0], other[0]) * (descending ? -1 : 1);
  }
  return compare(one[1], other[1]) || compare(one[2], other[2]);
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
