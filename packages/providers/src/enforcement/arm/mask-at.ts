import type { JsonValue } from '@sluice/language';
import type { Shape } from '../../shape.ts';
import { MASK, maskValue } from '../../shape-mask.ts';

/** `name`, `[*]`, `['a name']`. */
const STEP = /\['((?:[^']|'')*)'\]|\[\*\]|[^.[\]]+/g;

/**
 * The value that a path (`properties.regions[*].key`) led to, without the secrets that the shape marks on the way or below. What a
 * path with `[*]` leads to is an array of what is at each member.
 */
export function maskAt(shape: Shape, path: string, value: JsonValue): JsonValue {
  let at: Shape | undefined = shape;
  for (const [step, quoted] of path.matchAll(STEP)) {
    at = inside(at, quoted?.replaceAll("''", "'") ?? step);
    if (at === undefined) return value;
    if ((at.kind === 'string' || at.kind === 'map') && at.secret) return MASK;
  }
  const end = at;
  return path.includes('[*]') && Array.isArray(value)
    ? value.map(member => maskValue(end, member))
    : maskValue(end, value);
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
      return step === '[*]' ? shape.items : undefined;
    default:
      return undefined;
  }
}
