import type { FactTable } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { textAt } from '../json-value.ts';
import { catalogVersions } from './catalog-versions.ts';
import { familyOf } from './family.ts';

/** The newest version of every model of every registry, as components show them under `model`. */
export function newestModels(facts: FactTable): readonly JsonObject[] {
  return catalogVersions(facts).flatMap(version => (version.isNewest ? [version.facts] : []));
}

/**
 * The models that could stand in for one, nearest first: the same model elsewhere or in another version, its family for the same task,
 * the same task by the same publisher, the same task; of equally near ones the one of the nearest size. Where the task is known
 * another task does not stand in.
 */
export function nearestModels(wanted: JsonObject, models: readonly JsonObject[]): readonly JsonObject[] {
  const task = textAt(wanted, 'task');
  return models
    .filter(model => textAt(model, 'assetId') !== textAt(wanted, 'assetId'))
    .filter(model => task === undefined || textAt(model, 'task') === task || isSameName(model, wanted))
    .map(model => ({ model, rank: rankOf(model, wanted), distance: distanceOf(model, wanted) }))
    .sort(
      (one, other) => one.rank - other.rank || one.distance - other.distance || byId(one.model, other.model),
    )
    .map(({ model }) => model);
}

/**
 * The same order, thinned to `most`: the nearest half, and of the others the nearest of each publisher in each registry in turn, so
 * that a rule that lets through only one of these has something to say yes to.
 */
export function mixed(models: readonly JsonObject[], most: number): readonly JsonObject[] {
  if (models.length <= most) return models;
  const half = Math.ceil(most / 2);
  const groups = new Map<string, JsonObject[]>();
  for (const model of models.slice(half)) {
    const name = JSON.stringify([textAt(model, 'registryName'), textAt(model, 'publisher')]);
    const group = groups.get(name);
    if (group) group.push(model);
    else groups.set(name, [model]);
  }
  const turns: JsonObject[] = [];
  for (let turn = 0; turns.length < most - half; turn++) {
    for (const group of groups.values()) turns.push(...group.slice(turn, turn + 1));
  }
  return [...models.slice(0, half), ...turns.slice(0, most - half)];
}

function rankOf(model: JsonObject, wanted: JsonObject): number {
  if (isSameName(model, wanted)) return 0;
  const sameFamily = familyOf(textAt(model, 'name') ?? '') === familyOf(textAt(wanted, 'name') ?? '');
  const samePublisher =
    textAt(wanted, 'publisher') !== undefined && textAt(model, 'publisher') === textAt(wanted, 'publisher');
  return sameFamily ? 1 : samePublisher ? 2 : 3;
}

function isSameName(one: JsonObject, other: JsonObject): boolean {
  return textAt(one, 'name') === textAt(other, 'name');
}

function distanceOf(model: JsonObject, wanted: JsonObject): number {
  const [size, own] = [wanted['sizeBytes'], model['sizeBytes']];
  if (typeof size !== 'number' || typeof own !== 'number' || size <= 0 || own <= 0) return 100;
  return Math.abs(Math.log(own / size));
}

function byId(one: JsonObject, other: JsonObject): number {
  const [left = '', right = ''] = [textAt(one, 'assetId'), textAt(other, 'assetId')];
  return left < right ? -1 : left > right ? 1 : 0;
}
