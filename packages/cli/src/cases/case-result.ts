import { isDeepStrictEqual } from 'node:util';
import type { JsonValue, ParsedDefinition, TraceNode } from '@sluice/language';
import type { RuleFile } from './rule-of-case.ts';

/** One thing that came out otherwise; values as text for people. */
export type Difference = { readonly at: string; readonly expected: string; readonly got: string };

/** How a case came out: no differences, it holds. */
export type CaseResult = {
  readonly differences: readonly Difference[];
  /** The rule, and what its conditions saw: for the explanation of a failed case, and for coverage. */
  readonly seen?: SeenRule | undefined;
  /** What each assignment said and why, as lines: of a failed case of decisions. */
  readonly why?: readonly string[] | undefined;
};

export type SeenRule = {
  readonly definition: ParsedDefinition;
  /** The file that has the rule; undefined when it stands in the case. */
  readonly file: RuleFile | undefined;
  readonly traces: readonly TraceNode[];
};

/** Nothing when both are the same. */
export function compare(
  at: string,
  expected: JsonValue | undefined,
  got: JsonValue | undefined,
): readonly Difference[] {
  if (isDeepStrictEqual(expected, got)) return [];
  return [{ at, expected: asText(expected), got: asText(got) }];
}

/** Where `got` lacks what is expected of it: objects may have more members than are named, arrays no more items. */
export function compareParts(
  at: string,
  expected: JsonValue,
  got: JsonValue | undefined,
): readonly Difference[] {
  if (isArray(expected) && isArray(got) && expected.length === got.length)
    return expected.flatMap((item, index) => compareParts(`${at}[${index}]`, item, got[index]));
  if (!isObject(expected) || !isObject(got)) return compare(at, expected, got);
  return Object.entries(expected).flatMap(([name, value]) => compareParts(`${at}.${name}`, value, got[name]));
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
