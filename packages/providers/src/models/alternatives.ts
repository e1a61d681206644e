import { ApiError } from '@sluice/arm/errors';
import type { Alternative, Snapshot } from '@sluice/engine';
import type { JsonObject, JsonValue } from '@sluice/language';
import { objectAt } from '../json-value.ts';
import type { ResourceType } from '../resource-type.ts';
import { mixed, nearestModels } from './nearest.ts';

/**
 * The models (as components show them) that a resource could name instead of its own, nearest first, at most `most`; with what a write
 * of each would know of it. None for a type that names no models.
 */
export function alternativesTo(
  type: Pick<ResourceType, 'nameModel' | 'factsFor'>,
  resource: JsonObject,
  facts: JsonObject | undefined,
  models: readonly JsonObject[],
  snapshot: Snapshot,
  most: number,
): readonly Alternative[] {
  const wanted = objectAt(facts, 'model');
  if (type.nameModel === undefined || facts === undefined) return [];
  const nearest = nearestModels(wanted, models);
  return mixed(nearest, most).flatMap(model => {
    const named = type.nameModel?.(resource, model);
    if (named === undefined) return [];
    const known = factsOf(type, setAt(resource, named.path.split('.'), named.value), snapshot);
    return known === undefined ? [] : [{ ...named, facts: known }];
  });
}

function factsOf(
  type: Pick<ResourceType, 'factsFor'>,
  resource: JsonObject,
  snapshot: Snapshot,
): JsonObject | undefined {
  try {
    return type.factsFor?.(resource, snapshot);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function setAt(into: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  return { ...into, [name]: rest.length === 0 ? value : setAt(objectAt(into, name), rest, value) };
}
