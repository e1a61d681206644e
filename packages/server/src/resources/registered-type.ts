import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';

/** The type that a route is written for. Throws where there is none: the route names a type that was taken away. */
export function registeredType(name: string): ResourceType {
  const type = findType(name.toLowerCase());
  if (type === undefined) throw new Error(`${name} is no registered type.`);
  return type;
}
