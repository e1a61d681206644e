import type { ClientResponse } from '@sluice/arm/client';
import type { JsonValue } from '@sluice/arm/protocol';
import { readWarnings, type Warning } from './policy/preview.ts';

/** What the server warns of in a header of an answer (`x-sluice-warnings`); nothing where the header cannot be read. */
export function warningsOf(answer: Pick<ClientResponse, 'header'>): readonly Warning[] {
  const text = answer.header('x-sluice-warnings');
  if (text === undefined) return [];
  try {
    return readWarnings({ warnings: JSON.parse(text) as JsonValue });
  } catch {
    return [];
  }
}
