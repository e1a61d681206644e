import { EFFECTS, FUNCTIONS, OPERATORS } from '@sluice/language';
import { policyLanguage as words } from '#strings/policy-language';
import type { EditorHelp } from '../../../lib/json-text/editor-language.ts';
import { type JsonCursor, jsonCursor } from '../../../lib/json-text/json-cursor.ts';
import { readJsonTree, type TextNode } from '../../../lib/json-text/json-tree.ts';
import { declaredParameters } from './declared.ts';
import { describeAlias } from './field-options.ts';
import type { PolicyNames } from './policy-names.ts';
import { REFERENCE } from './reference.ts';
import { type RulePlace, rulePlace } from './rule-place.ts';

/**
 * What stands at an offset of a definition's JSON, or ends right before it: operators, functions, effects, fields, parameters and the words of
 * a rule.
 */
export function explainPolicy(text: string, offset: number, names: PolicyNames): EditorHelp | undefined {
  const tree = readJsonTree(text);
  return explainAt(text, tree, offset, names) ?? explainAt(text, tree, offset - 1, names);
}

function explainAt(
  text: string,
  tree: TextNode | undefined,
  offset: number,
  names: PolicyNames,
): EditorHelp | undefined {
  const cursor = jsonCursor(text, tree, offset);
  const place = cursor && rulePlace(cursor.path);
  if (cursor === undefined || place === undefined || !cursor.isQuoted) return undefined;
  if (cursor.part === 'name') return help(cursor.span, nameOf(cursor), explainMember(place, nameOf(cursor)));
  return explainCall(text, offset, cursor, tree) ?? explainValue(place, cursor, text, names);
}

function nameOf({ path }: JsonCursor): string {
  return String(path.at(-1) ?? '');
}

function explainMember({ kind }: RulePlace, name: string): string | undefined {
  if (kind === 'condition') {
    const operator = OPERATORS.find(each => isSame(each.name, name));
    if (operator !== undefined) return REFERENCE.operators[operator.name];
  }
  const known: Readonly<Record<string, string>> = words[kind === 'operation' ? 'details' : kind];
  return Object.entries(known).find(([each]) => isSame(each, name))?.[1];
}

/** The function or parameter that an expression names at the offset. */
function explainCall(
  text: string,
  offset: number,
  { span }: JsonCursor,
  tree: TextNode | undefined,
): EditorHelp | undefined {
  const written = text.slice(span.from, span.to);
  if (!/^"\[(?!\[)/.test(written)) return undefined;
  for (const { 0: word, index } of written.matchAll(/'(?:[^']|'')*'|[a-z][a-z0-9]*/gi)) {
    const from = span.from + index;
    const to = from + word.length;
    if (offset < from || offset > to) continue;
    if (!word.startsWith("'")) return help({ from, to }, word, explainFunction(word));
    const before = written.slice(0, index);
    return /parameters\(\s*$/i.test(before)
      ? help({ from, to }, word.slice(1, -1), explainParameter(word.slice(1, -1), tree))
      : undefined;
  }
  return undefined;
}

function explainFunction(name: string): string | undefined {
  const known = FUNCTIONS.find(each => isSame(each.name, name));
  if (known === undefined) return undefined;
  return `${REFERENCE.functions[known.name] ?? ''}\n${words.arguments(known.minArgs, known.maxArgs)}`;
}

function explainParameter(name: string, tree: TextNode | undefined): string | undefined {
  const parameter = declaredParameters(tree).find(each => isSame(each.name, name));
  return parameter && words.parameterHelp(parameter.type, parameter.defaultValue?.text);
}

function explainValue(
  { kind, member }: RulePlace,
  cursor: JsonCursor,
  text: string,
  names: PolicyNames,
): EditorHelp | undefined {
  const value = text.slice(cursor.span.from + 1, cursor.span.to).replace(/"$/, '');
  if (kind === 'then' && member === 'effect') {
    const effect = Object.values(EFFECTS).find(each => isSame(each.name, value));
    return effect && help(cursor.span, effect.name, REFERENCE.effects[effect.name]);
  }
  if (member !== 'field') return undefined;
  const own = Object.entries(words.fields).find(([name]) => isSame(name, value))?.[1];
  const alias = names.vocabulary.alias(value);
  return help(cursor.span, value, own ?? (alias && describeAlias(alias)));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function help(
  { from, to }: { from: number; to: number },
  title: string,
  text: string | undefined,
): EditorHelp | undefined {
  return text === undefined || text === '' ? undefined : { from, to, title, text };
}
