import type { Resource } from '@sluice/engine/model';
import { textAt } from './json-value.ts';
import { refuse } from './refuse.ts';

/** A location as it is compared: `East US 2` is `eastus2`. */
export function plainLocation(location: string): string {
  return location.replaceAll(' ', '').toLowerCase();
}

/** Throws 409 when a resource that stands in one location would be written with another one. */
export function checkSameLocation(location: string, stored: Resource | undefined): void {
  const before = textAt(stored?.body, 'location');
  if (before === undefined || plainLocation(before) === plainLocation(location)) return;
  const message = `'${stored?.name}' is in '${before}' and cannot move to '${location}'; delete it first.`;
  throw refuse('InvalidResourceLocation', message, '/location');
}
