import type { JsonObject } from '@sluice/language';
import { isObject } from './json-value.ts';
import { refuseProblems } from './refuse.ts';
import type { ResourceType } from './resource-type.ts';
import type { Shape } from './shape.ts';
import { fitShape } from './shape-fit.ts';
import { TRACKED } from './shape-parts.ts';

/** The shape of a whole body. */
export type BodyShape = Extract<Shape, { kind: 'object' }>;

const NOTHING: BodyShape = { kind: 'object', properties: {}, unknown: 'drop' };
const shapes = new WeakMap<ResourceType, BodyShape>();

/** The shape of a type's body, with location and tags where it is tracked: their limits are the same everywhere. */
export function bodyShape(type: ResourceType): BodyShape {
  const made = shapes.get(type);
  if (made) return made;
  const own = type.shape.kind === 'object' ? type.shape : NOTHING;
  const shape = type.tracked
    ? { ...own, properties: { ...TRACKED, ...own.properties, tags: TRACKED.tags } }
    : own;
  shapes.set(type, shape);
  return shape;
}

/** The body as it is kept. Throws 400 with everything that does not fit. */
export function fitBody(
  shape: BodyShape,
  content: JsonObject,
  mode: 'whole' | 'patch' = 'whole',
): JsonObject {
  const { value, problems } = fitShape(shape, content, mode);
  if (problems.length > 0 || !isObject(value)) throw refuseProblems(problems);
  return value;
}
