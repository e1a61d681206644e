import type { JsonObject } from '@sluice/arm/protocol';
import { useInfiniteQuery } from '@tanstack/react-query';
import { API } from '../../../lib/arm.ts';
import { byText } from '../../../lib/by-text.ts';
import { numberAt, objectAt, textAt } from '../../../lib/json.ts';
import { getPage } from '../../../lib/pages.ts';

/** A version of a model as its registry keeps it. */
export type ModelVersion = {
  readonly name: string;
  readonly description: string | undefined;
  readonly publisher: string | undefined;
  readonly licence: string | undefined;
  readonly task: string | undefined;
  readonly format: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly stage: string | undefined;
  readonly isArchived: boolean;
  readonly createdAt: string | undefined;
};

/** The versions of a model by its resource id, newest first as far as they are read. Nothing is read without one. */
export function useModelVersions(modelId: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['modelVersions', modelId],
    queryFn: ({ pageParam }) =>
      getPage(`${modelId ?? ''}/versions`, API.machineLearning, { $top: '500' }, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items.map(readModelVersion)).sort(newestFirst),
    enabled: modelId !== undefined,
  });
}

function readModelVersion(version: JsonObject): ModelVersion {
  const properties = objectAt(version, 'properties');
  const more = objectAt(properties, 'properties');
  // Names of tags have no letter case.
  const tags = Object.fromEntries(
    Object.entries(objectAt(properties, 'tags')).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const size = numberAt(more, 'sizeBytes') ?? Number(textAt(more, 'sizeBytes') ?? Number.NaN);
  return {
    name: textAt(version, 'name') ?? '',
    description: textAt(properties, 'description'),
    publisher: textAt(tags, 'publisher') ?? textAt(tags, 'author'),
    licence: textAt(tags, 'license'),
    task: textAt(tags, 'task'),
    format: textAt(properties, 'modelType'),
    sizeBytes: Number.isFinite(size) ? size : undefined,
    stage: textAt(properties, 'stage'),
    isArchived: properties['isArchived'] === true,
    createdAt: textAt(objectAt(version, 'systemData'), 'createdAt'),
  };
}

/** Numbers by their size, so that 10 is newer than 9. */
function newestFirst(one: ModelVersion, other: ModelVersion): number {
  return byText(other.name, one.name);
}
