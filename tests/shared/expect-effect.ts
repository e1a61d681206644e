import { expect } from 'vitest';
import type { Case } from './conformance-case.ts';

/** Effects compare without case; every wanted detail must be there. */
export function expectEffect(
  each: Case,
  found: { readonly effect: string; readonly details?: unknown },
): void {
  expect(found.effect.toLowerCase()).toBe(each.want_effect?.toLowerCase());
  if (each.want_details !== undefined)
    expect(withoutConditions(found.details)).toMatchObject(withoutConditions(each.want_details) as object);
}

/** Conditions of operations stay text in the cases. */
function withoutConditions(details: unknown): unknown {
  if (Array.isArray(details)) return details.map(withoutConditions);
  if (typeof details !== 'object' || details === null) return details;
  const entries = Object.entries(details).filter(([name]) => name !== 'condition');
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutConditions(value)]));
}
