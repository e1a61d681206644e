import { type CatalogVersion, familyOf } from '@sluice/providers/models';

const MOST = 3;

/**
 * Finds for a refused model the allowed ones that are nearest to it: of the same task, those of its family first, then those of its
 * publisher, then any; at most three. Without a known task only the family counts.
 */
export function createNearest(
  allowed: readonly CatalogVersion[],
): (model: CatalogVersion) => readonly string[] {
  const groups = new Map<string, string[]>();
  for (const model of allowed) {
    for (const key of keysOf(model)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [model.assetId]);
      else if (group.length < MOST) group.push(model.assetId);
    }
  }
  return model => [...new Set(keysOf(model).flatMap(key => groups.get(key) ?? []))].slice(0, MOST);
}

/** What a model is found by, nearest first. */
function keysOf({ name, facts }: CatalogVersion): readonly string[] {
  const task = textOf(facts['task']);
  const family = `family ${task} ${familyOf(name)}`;
  if (task === '') return [family];
  const publisher = textOf(facts['publisher']);
  return [family, ...(publisher === '' ? [] : [`publisher ${task} ${publisher}`]), `task ${task}`];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
