import { EvaluationError, type JsonValue } from '@sluice/language/expressions';
import type { CopyTurn } from '../functions/env.ts';
import { shown } from '../values/json.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';

/** How often a loop runs; throws for anything but a whole number from 0 to the limit, before anything is made. */
export function countOf(value: JsonValue, name: string | undefined, pointer: string): number {
  const isCount = typeof value === 'number' && Number.isInteger(value);
  if (isCount && value >= 0 && value <= TEMPLATE_LIMITS.copies) return value;
  const what = name === undefined ? 'the copy' : `the copy '${name}'`;
  throw new EvaluationError(
    'template/copy',
    `The count of ${what} must be a whole number from 0 to ${TEMPLATE_LIMITS.copies}; found ${shown(value)}.`,
    pointer,
  );
}

export function turnsOf(
  kind: CopyTurn['kind'],
  name: string | undefined,
  count: number,
): readonly CopyTurn[] {
  return Array.from({ length: count }, (_, index) => ({
    kind,
    index,
    ...(name === undefined ? {} : { name: name.toLowerCase() }),
  }));
}
