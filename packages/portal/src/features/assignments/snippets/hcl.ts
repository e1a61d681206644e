import type { JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../../../lib/json.ts';

/** A text as a quoted string of Terraform's language; `${` and `%{` stay what they are. */
export function hclText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\u2028\u2029]/gu, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}

/** A value as an expression of Terraform's language, indented by `indent` spaces from its second line on. */
export function hclValue(value: JsonValue, indent: number): string {
  const inside = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (typeof value === 'string') return hclText(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const lines = value.map(each => `${inside}${hclValue(each, indent + 2)},\n`);
    return `[\n${lines.join('')}${end}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, each]) => `${inside}${hclKey(key)} = ${hclValue(each, indent + 2)}\n`);
  return `{\n${lines.join('')}${end}}`;
}

function hclKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : hclText(key);
}
