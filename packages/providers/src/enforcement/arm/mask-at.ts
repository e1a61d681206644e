import type { JsonValue } from '@sluice/language';
import { isObject } from '../../json-value.ts';
import type { Shape } from '../../shape.ts';
import { maskSecrets } from '../../shape-mask.ts';

/** What a denial shows in the place of a secret. */
const ASTERISKS = '******';

/** The value that a path (`properties.regions[*].key`) led to, without the secrets that the shape marks on the way or below. */
export function maskAt(shape: Shape, path: string, value: JsonValue): JsonValue {
  let at: Shape | undefined = shape;
  for (const step of path.replaceAll('[*]', '.*').split('.')) {
    at = inside(at, step);
    if (at === undefined) return value;
    if ((at.kind === 'string' || at.kind === 'map') && at.secret) return ASTERISKS;
  }
  return isObject(value) ? maskSecrets(at, value) : value;
}

function inside(shape: Shape, step: string): Shape | undefined {
  switch (shape.kind) {
    case 'object': {
      const name = Object.keys(shape.properties).find(known => known.toLowerCase() === step.toLowerCase());
      return name === undefined ? undefined : shape.properties[name];
    }
    case 'map':
      return shape.values;
    case 'array':
      return shape.items;
    default:
      return undefined;
  }
}
