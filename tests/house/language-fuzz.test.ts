import {
  bindParameters,
  checkDefinition,
  compile,
  createVocabulary,
  type EvaluationInput,
  type JsonObject,
  type JsonValue,
  OPERATORS,
  parseDefinition,
} from '@sluice/language';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { condition, resource } from './reference/arbitraries.ts';

/**
 * Nothing that is called a definition can crash the language, keep it busy or change what all objects have in common.
 * What comes back is a definition or diagnostics, and a compiled rule gives an outcome for any resource.
 */
const RUNS = process.env['CI'] === 'true' ? 3_000 : 500;
const VOCABULARY = createVocabulary({ aliases: new Map(), dataModes: [], tracked: new Map() });
const CONTEXT: EvaluationInput['context'] = { now: '2026-01-01T00:00:00Z' };
/** Far more than any of these takes; a pattern that looks back, or a rule read twice at each level, takes for ever. */
const LONGEST_MS = 5_000;

/** Takes a definition all the way; says what became of it. Throws only for a fault of ours. */
function digest(source: string | JsonObject, judged: JsonObject = {}): string {
  const { definition, diagnostics } = parseDefinition(source);
  if (definition === undefined) {
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    return 'refused';
  }
  checkDefinition(definition, VOCABULARY);
  const program = compile(definition, bindParameters(definition, {}).parameters, VOCABULARY);
  const input = { resource: judged, context: CONTEXT };
  program.applies(input);
  expect(program.explain(input).outcome.kind).toBe(program.evaluate(input).kind);
  return program.evaluate(input).kind;
}

function definitionWith(condition: JsonValue): JsonObject {
  return { mode: 'All', policyRule: { if: condition, then: { effect: 'deny' } } };
}

function timed(run: () => string): string {
  const start = performance.now();
  const outcome = run();
  expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  return outcome;
}

const ROOTS = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
let before: readonly (readonly string[])[] = [];
beforeAll(() => {
  before = ROOTS.map(Object.getOwnPropertyNames);
});
afterAll(() => {
  expect(ROOTS.map(Object.getOwnPropertyNames)).toEqual(before);
});

describe('a text', () => {
  test('of any characters is a definition or is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), text => {
        expect(digest(text)).toBeTypeOf('string');
      }),
      { numRuns: RUNS },
    );
  });

  test('of a definition with something cut out, doubled or changed is one or is refused, with every place inside the text', () => {
    fc.assert(
      fc.property(
        condition,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '{', ']', '"', ',', '\\', '\u0000', '\ud800', '[['),
        (rule, at, length, put) => {
          const text = JSON.stringify(definitionWith(rule));
          const from = at % text.length;
          const broken = text.slice(0, from) + put + text.slice(from + (length % 8));
          expect(digest(broken)).toBeTypeOf('string');
          for (const { range } of parseDefinition(broken).diagnostics) {
            expect(range?.start.line).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test.each<[name: string, text: string]>([
    ['many open brackets', '['.repeat(200_000)],
    ['many open braces', '{"a":'.repeat(100_000)],
    ['one very long name', `{"${'a'.repeat(5_000_000)}": 1}`],
    ['one very long text', `"${'\\u0041'.repeat(1_000_000)}"`],
    ['very many members', `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}": ${n}`).join(',')}}`],
    ['one name very often', `{${'"policyRule": {},'.repeat(20_000)}"a": 1}`],
    ['a number of many digits', `{"a": ${'9'.repeat(100_000)}}`],
    ['blanks', ' '.repeat(5_000_000)],
    ['line breaks and a mistake', `${'\n'.repeat(1_000_000)}x`],
  ])('%s is refused in time', (_, text) => {
    expect(timed(() => digest(text))).toBe('refused');
  });
});

describe('a value', () => {
  test('of any shape where a condition belongs is one or is refused', () => {
    const names = fc.constantFrom(
      ...[
        'field',
        'value',
        'count',
        'where',
        'name',
        'not',
        'allOf',
        'anyOf',
        'equals',
        'in',
        'like',
        'source',
      ],
      ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '\ud800', ''],
    );
    const { json } = fc.letrec<{ json: JsonValue }>(tie => ({
      json: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<JsonValue>(
          null,
          true,
          0,
          -1e308,
          '',
          '[',
          '[]',
          "[field('x')]",
          '[[',
          '__proto__',
          '\udc00',
        ),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(names, tie('json'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(json, resource, (rule, judged) => {
        expect(digest(definitionWith(rule), judged)).toBeTypeOf('string');
      }),
      { numRuns: RUNS },
    );
  });

  test('deeply nested is refused or judged, never a crash', () => {
    for (const depth of [100, 1_000, 10_000, 100_000]) {
      let rule: JsonValue = { field: 'name', equals: 'x' };
      for (let n = 0; n < depth; n += 1) rule = { not: rule };
      expect(['refused', 'matched', 'notMatched']).toContain(
        timed(() => digest(definitionWith(rule), { name: 'x' })),
      );
    }
  });

  test('a resource deeper than the stack gives an outcome', () => {
    let deep: JsonValue = 'x';
    for (let n = 0; n < 200_000; n += 1) deep = [deep];
    const rule = { value: "[string(field('tags'))]", equals: 'x' };
    expect(timed(() => digest(definitionWith(rule), { tags: deep }))).toBe('error');
    expect(timed(() => digest(definitionWith({ field: 'tags', equals: [[]] }), { tags: deep }))).toBe(
      'notMatched',
    );
  });
});

describe('an expression', () => {
  test('of any characters is one or is refused', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      "'",
      "''",
      ',',
      '.',
      ' ',
      '-',
      '1',
      '1e9',
      'concat',
      'field',
      'name',
      '\ud800',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        expect(digest(definitionWith({ value: `[${pieces.join('')}]`, equals: 1 }))).toBeTypeOf('string');
      }),
      { numRuns: RUNS },
    );
  });

  test.each<[name: string, expression: string]>([
    ['nested calls', `[${'not('.repeat(50_000)}true${')'.repeat(50_000)}]`],
    ['nested indexes', `[parameters('a')${'[0'.repeat(50_000)}${']'.repeat(50_000)}]`],
    ['a long row of properties', `[requestContext()${'.a'.repeat(50_000)}]`],
    ['many arguments', `[concat(${Array(50_000).fill("'a'").join(',')})]`],
    ['an open text', `['${"''".repeat(500_000)}]`],
    ['blanks', `[${' '.repeat(1_000_000)}]`],
  ])('%s: judged or refused in time', (_, expression) => {
    expect(['refused', 'error', 'notMatched']).toContain(
      timed(() => digest(definitionWith({ value: expression, equals: 'x' }))),
    );
  });

  test('that doubles a text again and again meets a limit', () => {
    let expression = "'0123456789abcdef'";
    for (let n = 0; n < 12; n += 1) expression = `concat(${expression},${expression})`;
    expect(timed(() => digest(definitionWith({ value: `[length(${expression})]`, greater: 0 })))).toBe(
      'matched',
    );
    expect(timed(() => digest(definitionWith({ value: `[padLeft('x', 131073)]`, equals: '' })))).toBe(
      'error',
    );
  });
});

describe('a hostile pattern', () => {
  const long = 'a'.repeat(100_000);
  test.each<[operator: string, pattern: string, outcome: string]>([
    ['like', `${'a*'.repeat(2_000)}b`, 'notMatched'],
    ['like', `${'*'.repeat(10_000)}b`, 'notMatched'],
    ['like', `*${'a*'.repeat(2_000)}`, 'matched'],
    ['like', '(a+)+$', 'notMatched'],
    ['match', '?'.repeat(100_000), 'matched'],
    ['match', `${'.'.repeat(99_999)}#`, 'notMatched'],
    ['matchInsensitively', 'A'.repeat(100_000), 'matched'],
    ['contains', `${'a'.repeat(50_000)}b`, 'notMatched'],
    ['equals', `${long}\u0301`, 'notMatched'],
    ['less', `${'9'.repeat(100_000)}`, 'notMatched'],
  ])('%s with one of many signs is decided in time', (operator, pattern, outcome) => {
    expect(timed(() => digest(definitionWith({ field: 'name', [operator]: pattern }), { name: long }))).toBe(
      outcome,
    );
  });

  test('every operator has an answer for every pair of odd values', () => {
    const odd: readonly JsonValue[] = [
      ...[
        '',
        '*',
        '[[',
        '\ud800',
        '\udc00\ud800',
        '\u0000',
        'ﷺ',
        'İ',
        '__proto__',
        'constructor',
        'NaN',
        'Infinity',
        '-0',
      ],
      ...[0, -0, 1e308, 5e-324, true, false, null],
      ...[[], [[]], {}, JSON.parse('{"__proto__": 1}')],
    ];
    for (const { name } of OPERATORS) {
      for (const left of odd) {
        for (const right of odd) {
          const { kind } = judgeField(name, left, right);
          expect(['matched', 'notMatched']).toContain(kind);
        }
      }
    }
  });
});

function judgeField(operator: string, left: JsonValue, right: JsonValue): { readonly kind: string } {
  const { definition } = parseDefinition(definitionWith({ field: 'kind', [operator]: right }));
  if (definition === undefined) throw new Error(`${operator} ${JSON.stringify(right)} must parse`);
  const program = compile(definition, { values: new Map() }, VOCABULARY);
  return program.evaluate({ resource: { kind: left }, context: CONTEXT });
}

describe('names that objects inherit', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(names)('%s is no tag, property or parameter of anything', name => {
    expect(digest(definitionWith({ field: `tags.${name}`, exists: true }), { tags: {} })).toBe('notMatched');
    expect(digest(definitionWith({ field: 'tags', containsKey: name }), { tags: {} })).toBe('notMatched');
    expect(digest(definitionWith({ value: `[tryGet(createObject(), '${name}')]`, exists: true }))).toBe(
      'notMatched',
    );
    expect(digest(definitionWith({ value: `[parameters('${name}')]`, exists: true }))).toBe('error');
  });

  test.each(names)('%s as a tag is one', name => {
    const tags: JsonObject = JSON.parse(`{"${name}": "x"}`);
    expect(digest(definitionWith({ field: `tags['${name}']`, equals: 'x' }), { tags })).toBe('matched');
    expect(digest(definitionWith({ field: 'tags', containsKey: name }), { tags })).toBe('matched');
  });

  test.each(names)('%s as an operator, a function or a key of a condition is refused or fails', name => {
    expect(['refused', 'error']).toContain(
      digest(JSON.stringify(definitionWith(JSON.parse(`{"field": "name", "${name}": 1}`)))),
    );
    expect(['refused', 'error']).toContain(digest(definitionWith({ value: `[${name}()]`, equals: 1 })));
  });
});
