import type { JsonValue } from '@sluice/language';
import { bodyShape } from './body-shape.ts';
import type { ResourceType } from './resource-type.ts';
import type { Shape } from './shape.ts';

/** The values that a property of a type may have, where that is a closed set; none otherwise. Names without case. */
export function choicesAt(type: ResourceType, path: string): readonly JsonValue[] {
  let at: Shape | undefined = bodyShape(type);
  for (const step of path.split('.')) at = at && inside(at, step);
  if (at?.kind === 'boolean') return [true, false];
  return at?.kind === 'string' ? (at.oneOf ?? []) : [];
}

function inside(shape: Shape, step: string): Shape | undefined {
  if (shape.kind !== 'object') return undefined;
  const name = Object.keys(shape.properties).find(known => known.toLowerCase() === step.toLowerCase());
  return name === undefined ? undefined : shape.properties[name];
}
