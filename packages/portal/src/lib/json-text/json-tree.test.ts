import { describe, expect, it } from 'vitest';
import { jsonCursor } from './json-cursor.ts';
import { readJsonTree, type TextNode } from './json-tree.ts';
import { pointerSpan } from './pointer-span.ts';

/** The tree without its places, missing values as `…`. */
function shown(node: TextNode | undefined): string {
  if (node === undefined) return '…';
  if (node.kind === 'object')
    return `{${node.members.map(({ name, value }) => `${name}: ${shown(value)}`).join(', ')}}`;
  if (node.kind === 'array') return `[${node.items.map(shown).join(', ')}]`;
  return node.kind === 'string' ? `'${node.text}'` : node.text;
}

describe('the tree of a text', () => {
  it.each([
    ['', '…'],
    ['  ', '…'],
    ['7', '7'],
    ['{"a": [1, "b", null], "c": {}}', "{a: [1, 'b', null], c: {}}"],
    ['{"a\\n\\u0041": "\\"x\\""}', '{a\nA: \'"x"\'}'],
    ['{"a": }', '{a: …}'],
    ['{"a": "b", "c"', "{a: 'b', c: …}"],
    ['{"a": "b" "c": 1}', "{a: 'b', c: 1}"],
    ['{"a": "c": 1}', '{a: …, c: 1}'],
    ['{"a": "unfinished\n"b": 1}', "{a: 'unfinished', b: 1}"],
    ['[1, , 2', '[1, 2]'],
    ['{"a": [1}', '{a: [1]}'],
    ['{"a": 1, "a": 2}', '{a: 1, a: 2}'],
    ['{a: 1}', '{}'],
  ])('%j', (text, tree) => {
    expect(shown(readJsonTree(text))).toBe(tree);
  });

  it('does not exhaust the stack', () => {
    expect(readJsonTree('['.repeat(100_000))?.kind).toBe('array');
    expect(readJsonTree('{"a":'.repeat(100_000))?.kind).toBe('object');
  });
});

describe('a pointer finds', () => {
  const text = '{"policyRule": {"if": {"allOf": [{"field": "x"}, {"a/b": 1}]}}, "empty":}';
  const at = (pointer: string, from = text) => {
    const span = pointerSpan(readJsonTree(from), pointer);
    return span && from.slice(span.from, span.to);
  };
  it.each([
    ['', text],
    ['/policyRule/if/allOf/0/field', '"x"'],
    ['/properties/policyRule/if/allOf/0/field', '"x"'],
    ['/POLICYRULE/IF/ALLOF/0', '{"field": "x"}'],
    ['/policyRule/if/allOf/1/a~1b', '1'],
    ['/policyRule/if/allOf/7/field', '[{"field": "x"}, {"a/b": 1}]'],
    ['/empty', '"empty"'],
    ['/nowhere', text],
  ])('%s', (pointer, found) => {
    expect(at(pointer)).toBe(found);
  });

  it('the properties where there are some, and nothing in nothing', () => {
    expect(at('/properties/mode', '{"properties": {"mode": "All"}}')).toBe('"All"');
    expect(pointerSpan(readJsonTree(''), '/a')).toBeUndefined();
  });
});

describe('the cursor', () => {
  /** `|` marks where it is. */
  const cursor = (marked: string) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const found = jsonCursor(text, readJsonTree(text), offset);
    return (
      found && {
        part: found.part,
        path: found.path.join('/'),
        before: found.before,
        quoted: found.isQuoted,
        has: found.hasValue,
      }
    );
  };
  it.each<[string, ReturnType<typeof cursor>]>([
    ['|', undefined],
    ['|{}', undefined],
    ['{}|', undefined],
    ['{|}', { part: 'name', path: '', before: '', quoted: false, has: false }],
    ['{"|"}', { part: 'name', path: '', before: '', quoted: true, has: false }],
    ['{"al|"}', { part: 'name', path: 'al', before: 'al', quoted: true, has: false }],
    ['{"al|": 1}', { part: 'name', path: 'al', before: 'al', quoted: true, has: true }],
    ['{"a": |}', { part: 'value', path: 'a', before: '', quoted: false, has: false }],
    ['{"a": "|"}', { part: 'value', path: 'a', before: '', quoted: true, has: true }],
    ['{"a": "x|y"}', { part: 'value', path: 'a', before: 'x', quoted: true, has: true }],
    ['{"a": "xy"|}', { part: 'name', path: '', before: '', quoted: false, has: false }],
    ['{"a": 1, |}', { part: 'name', path: '', before: '', quoted: false, has: false }],
    ['{"a": tr|}', { part: 'value', path: 'a', before: 'tr', quoted: false, has: true }],
    ['{"a": {"b": [1, {"c|"}]}}', { part: 'name', path: 'a/b/1/c', before: 'c', quoted: true, has: false }],
    ['{"a": [|]}', { part: 'value', path: 'a/0', before: '', quoted: false, has: false }],
    ['{"a": ["x", "|"]}', { part: 'value', path: 'a/1', before: '', quoted: true, has: true }],
    ['{"a": ["x", |]}', { part: 'value', path: 'a/1', before: '', quoted: false, has: false }],
    ['{"a": "b|', { part: 'value', path: 'a', before: 'b', quoted: true, has: true }],
  ])('%s', (marked, found) => {
    expect(cursor(marked)).toEqual(found);
  });
});
