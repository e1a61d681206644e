import type { JsonNode } from '../source/json-node.ts';
import { type Place, placeBelow, type Report } from '../source/report.ts';
import type { JsonValue } from '../values/json.ts';
import type { Template } from './ast.ts';
import { isExpression, parseExpression, unescapeLiteral } from './parse-expression.ts';

/** Reads a JSON value whose texts may be expressions; reports expressions that are malformed. */
export function parseTemplate(node: JsonNode, at: Place, report: Report): Template {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string'
        ? parseText(node.value, at, report)
        : { kind: 'constant', value: node.value };
    case 'array':
      return ofArray(
        node.items.map((item, index) => parseTemplate(item, placeBelow(at, index, item), report)),
      );
    case 'object':
      return ofObject(
        node.members.map(member => ({
          name: member.name,
          value: parseTemplate(member.value, placeBelow(at, member.name, member.value), report),
        })),
      );
  }
}

function parseText(text: string, at: Place, report: Report): Template {
  if (!isExpression(text)) return { kind: 'constant', value: unescapeLiteral(text) };
  const parsed = parseExpression(text);
  if ('expression' in parsed) return { kind: 'expression', text, expression: parsed.expression, at };
  const { message, offset } = parsed.problem;
  report.error('expression/syntax', `${text}: ${message} (character ${offset + 1})`, at);
  return { kind: 'constant', value: text };
}

function ofArray(items: readonly Template[]): Template {
  const values: JsonValue[] = [];
  for (const item of items) {
    if (item.kind !== 'constant') return { kind: 'array', items };
    values.push(item.value);
  }
  return { kind: 'constant', value: values };
}

function ofObject(members: readonly { readonly name: string; readonly value: Template }[]): Template {
  const entries: [string, JsonValue][] = [];
  for (const { name, value } of members) {
    if (value.kind !== 'constant') return { kind: 'object', members };
    entries.push([name, value.value]);
  }
  return { kind: 'constant', value: Object.fromEntries(entries) };
}
