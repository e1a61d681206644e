import { type EvaluatedExpression, isEqual, type JsonValue } from '@sluice/language';
import { memberOf, textOf } from '../json.ts';
import type { EvaluationRequest, RuleResult } from '../model/decision.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { readAt, stepsOf } from './edit.ts';

/** A value that a condition might be content with, at a path of the resource; undefined: nothing there. */
export type Wish = { readonly path: string; readonly value: JsonValue | undefined };

/** Of a long list the first entries stand for the rest. */
const MAX_VALUES = 12;
/** What a free text is filled with where any will do. */
const ANY = 'value';
const FIELD_CALL = /field\(\s*'([^']+)'\s*\)/gi;

/**
 * Values that might turn the conditions around which made a rule refuse, in the order of the conditions. Guesses from what they compare
 * with: somebody has to try them.
 */
export function wishesOf(
  snapshot: Snapshot,
  request: EvaluationRequest,
  { evaluatedExpressions = [], component }: RuleResult,
  valuesAt?: (path: string) => readonly JsonValue[],
): readonly Wish[] {
  return evaluatedExpressions.flatMap(leaf =>
    pathsOf(snapshot, request, leaf).flatMap(path => {
      // What a component shows is the resource's own where the same value stands at the same path.
      if (component && !isShared(request, path, component.content)) return [];
      const before = valueAt(request, path);
      return valuesFor(request, path, leaf, before, valuesAt?.(path) ?? []);
    }),
  );
}

function isShared({ resource }: EvaluationRequest, path: string, content: JsonValue): boolean {
  const steps = stepsOf(path);
  const [own, shown] = [steps && readAt(resource, steps), steps && readAt(content, steps)];
  return own !== undefined && shown !== undefined && isEqual(own, shown);
}

function valueAt({ resource }: EvaluationRequest, path: string): JsonValue | undefined {
  const steps = stepsOf(path);
  return steps && readAt(resource, steps);
}

/** The path of a field; those of the fields that a computed value reads; the array that is counted, or that `[*]` looks into. */
function pathsOf(
  snapshot: Snapshot,
  { resource }: EvaluationRequest,
  { path, expression, expressionKind }: EvaluatedExpression,
): readonly string[] {
  if (path !== undefined) return [beforeWildcard(path)];
  const type = textOf(resource['type']);
  const names =
    expressionKind === 'Count'
      ? [expression]
      : [...expression.matchAll(FIELD_CALL)].map(match => match[1] ?? '');
  return names.flatMap(name => {
    const alias = snapshot.vocabulary.alias(name, type)?.defaultPath;
    if (alias !== undefined) return [beforeWildcard(alias)];
    return /^(location|kind|tags\b.*|sku\b.*|identity\b.*)$/i.test(name) ? [name] : [];
  });
}

function beforeWildcard(path: string): string {
  const at = path.indexOf('[*]');
  return at === -1 ? path : path.slice(0, at);
}

function valuesFor(
  request: EvaluationRequest,
  path: string,
  { operator, targetValue, path: read }: EvaluatedExpression,
  before: JsonValue | undefined,
  possible: readonly JsonValue[],
): readonly Wish[] {
  const at = (value: JsonValue | undefined): Wish => ({ path, value });
  if (operator.endsWith('ContainsKey')) {
    const key = textOf(targetValue);
    const member = `${path}['${key.replaceAll("'", "''")}']`;
    return fillings(request, member, possible).map(value => ({ path: member, value }));
  }
  // Of an array every member would have to change: without it, or empty, is all that is tried.
  if (read?.includes('[*]') || Array.isArray(before)) return [at(undefined), at([])];
  const without = before === undefined ? [] : [at(undefined)];
  if (operator === 'Exists')
    return before === undefined ? fillings(request, path, possible).map(at) : without;
  const targets = (Array.isArray(targetValue) ? targetValue.slice(0, MAX_VALUES) : [targetValue]).flatMap(
    target => near(operator, target, before),
  );
  const others = [...possible, ...opposites(before)];
  return [...[...targets, ...others].map(at), ...without];
}

/** A tag is looked for where those who require it keep it as well: on the group and the subscription. */
function fillings(
  { context }: EvaluationRequest,
  path: string,
  possible: readonly JsonValue[],
): readonly JsonValue[] {
  const [root, name] = stepsOf(path) ?? [];
  const inherited =
    root?.toLowerCase() === 'tags' && name !== undefined
      ? [context.resourceGroup, context.subscription].flatMap(
          scope => memberOf(memberOf(scope, 'tags'), name) ?? [],
        )
      : [];
  return [...inherited, ...possible, ANY];
}

/** What a target stands for: itself, a text of its pattern, the numbers around it. */
function near(operator: string, target: JsonValue, before: JsonValue | undefined): readonly JsonValue[] {
  if (typeof target === 'number') return [target, target + 1, target - 1];
  if (typeof target !== 'string') return [target];
  if (operator.endsWith('Like'))
    return [target.replaceAll('*', textOf(before) || ANY), target.replaceAll('*', ANY)];
  if (operator.includes('Match'))
    return [target.replaceAll('#', '1').replaceAll('?', 'a').replaceAll('.', 'a')];
  if (operator.endsWith('Contains') && typeof before === 'string') return [target, `${before}${target}`];
  return [target];
}

/** Words that come in pairs. */
const PAIRS = [
  ['Enabled', 'Disabled'],
  ['Allow', 'Deny'],
  ['On', 'Off'],
  ['true', 'false'],
] as const;

function opposites(value: JsonValue | undefined): readonly JsonValue[] {
  if (typeof value === 'boolean') return [!value];
  const word = textOf(value).toLowerCase();
  return PAIRS.flatMap(([one, other]) =>
    word === one.toLowerCase() ? [other] : word === other.toLowerCase() ? [one] : [],
  );
}
