import type { Alias, JsonObject, JsonValue } from '@sluice/language';
import fc from 'fast-check';

/** The types that generated rules are about. They share one alias name, with another path each. */
export const TYPE = 'Test.Provider/things';
export const OTHER_TYPE = 'Test.Provider/others';

/** What generated rules may name. */
export const ALIASES: ReadonlyMap<string, readonly Alias[]> = new Map([
  [
    TYPE,
    [
      { name: `${TYPE}/text`, defaultPath: 'properties.text' },
      { name: `${TYPE}/number`, defaultPath: 'properties.deep.number' },
      {
        name: `${TYPE}/moved`,
        defaultPath: 'properties.text',
        paths: [{ path: 'properties.old', apiVersions: ['2020-01-01'] }],
      },
      { name: `${TYPE}/list`, defaultPath: 'properties.list' },
      { name: `${TYPE}/list[*]`, defaultPath: 'properties.list[*]' },
      { name: `${TYPE}/rules[*]`, defaultPath: 'properties.rules[*]' },
      { name: `${TYPE}/rules[*].access`, defaultPath: 'properties.rules[*].properties.access' },
      { name: `${TYPE}/rules[*].ports[*]`, defaultPath: 'properties.rules[*].ports[*]' },
      { name: `${TYPE}/rules[*].ports[*].from`, defaultPath: 'properties.rules[*].ports[*].from' },
      { name: 'Test.Provider/shared', defaultPath: 'properties.text' },
    ],
  ],
  [OTHER_TYPE, [{ name: 'Test.Provider/shared', defaultPath: 'sku.name' }]],
]);

const PLAIN_FIELDS = [
  'type',
  'Type',
  'name',
  'fullName',
  'kind',
  'location',
  'id',
  'tags',
  'tags.env',
  "tags['Env']",
  'tags[env]',
  'identity.type',
  `${TYPE}/text`,
  `${TYPE.toLowerCase()}/TEXT`,
  `${TYPE}/number`,
  `${TYPE}/moved`,
  `${TYPE}/list`,
  'Test.Provider/shared',
];
const LIST_FIELDS = [
  `${TYPE}/list[*]`,
  `${TYPE}/rules[*].access`,
  `${TYPE}/rules[*].ports[*].from`,
  `${TYPE}/rules[*].ports[*]`,
  `${TYPE}/rules[*]`,
];
const COUNTED = [`${TYPE}/list[*]`, `${TYPE}/rules[*]`, `${TYPE}/rules[*].ports[*]`];
/** What may be counted inside a count over another array. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  [`${TYPE}/rules[*]`]: [`${TYPE}/rules[*].ports[*]`],
};

export const OPERATORS = [
  'equals',
  'notEquals',
  'in',
  'notIn',
  'like',
  'notLike',
  'match',
  'notMatch',
  'matchInsensitively',
  'notMatchInsensitively',
  'contains',
  'notContains',
  'containsKey',
  'notContainsKey',
  'less',
  'lessOrEquals',
  'greater',
  'greaterOrEquals',
  'exists',
];

/** Texts that meet one another: few, with differences in case, accents, numbers, dates, patterns. */
const text = fc.constantFrom(
  ...['', 'a', 'A', 'ab', 'aBc', 'straße', 'STRASSE', 'é', 'e\u0301', 'ς', 'Σ', 'ı', 'I', '𝄞', '\ud800'],
  ...[
    '80',
    ' 80 ',
    '8e1',
    '0x50',
    '1.0',
    'true',
    'TRUE',
    'False',
    'a*',
    '*b*',
    '**',
    '?',
    '#',
    '.',
    '##',
    'a.c',
  ],
  ...[
    'West Europe',
    'westeurope',
    TYPE,
    TYPE.toUpperCase(),
    OTHER_TYPE,
    'env',
    'one/two',
    "it's",
    '[[x]',
    '[x',
  ],
  ...['2026-01-01T00:00:00Z', '2026-01-01T01:00:00.0000001+01:00', '2026-01-01', '2026-02-30T00:00:00Z'],
);
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: text, weight: 4 },
  { arbitrary: fc.constantFrom(0, -1, 1, 80, 1.5, 1e21), weight: 2 },
  fc.boolean(),
  fc.constant(null),
);
/** Values with objects that have some of these names. */
const valueWith = (...names: readonly string[]): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { arbitrary: scalar, weight: 5 },
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), scalar, { maxKeys: 2 }),
  );
/** Names in a rule must differ by more than letter case. */
const written = valueWith('Env', 'a', 'text', '__proto__', 'constructor');
const value = valueWith('env', 'Env', 'a', 'text', '__proto__', 'constructor');

export const PARAMETERS = ['one', 'two', 'some', 'thing'];
export const parameters: fc.Arbitrary<JsonObject> = fc.record({
  one: text,
  two: scalar,
  some: fc.array(scalar, { maxLength: 4 }),
  thing: fc.record({ text, list: fc.array(scalar, { maxLength: 2 }) }),
});

/** Half the keys are spelt otherwise than the language spells them. */
function spelt(key: string): fc.Arbitrary<string> {
  return fc.constantFrom(key, key, key.toLowerCase(), key.toUpperCase());
}

type Scope = { readonly counts: readonly string[]; readonly inField?: string };
const OUTSIDE: Scope = { counts: [] };

const known = new Map<string, fc.Arbitrary<JsonObject>>();

function conditionIn(scope: Scope, depth: number): fc.Arbitrary<JsonObject> {
  const key = JSON.stringify([scope, depth]);
  const made = known.get(key) ?? makeCondition(scope, depth);
  known.set(key, made);
  return made;
}

function makeCondition(scope: Scope, depth: number): fc.Arbitrary<JsonObject> {
  const leaf = fc.oneof(
    { arbitrary: fieldLeaf(scope), weight: 5 },
    { arbitrary: valueLeaf(scope), weight: 2 },
    ...(depth > 0 ? [{ arbitrary: countLeaf(scope, depth - 1), weight: 2 }] : []),
  );
  if (depth === 0) return leaf;
  const children = fc.array(
    fc.constant(null).chain(() => conditionIn(scope, depth - 1)),
    { maxLength: 3 },
  );
  const group = (key: string) =>
    fc.tuple(spelt(key), children).map(([name, members]): JsonObject => ({ [name]: members }));
  const not = fc
    .tuple(
      spelt('not'),
      fc.constant(null).chain(() => conditionIn(scope, depth - 1)),
    )
    .map(([name, child]): JsonObject => ({ [name]: child }));
  return fc.oneof({ arbitrary: leaf, weight: 4 }, group('allOf'), group('anyOf'), not);
}

function compared(subject: fc.Arbitrary<JsonObject>, scope: Scope): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(
      subject,
      fc.constantFrom(...OPERATORS).chain(operator => fc.tuple(spelt(operator), operandFor(operator, scope))),
    )
    .map(([left, [operator, operand]]): JsonObject => ({ ...left, [operator]: operand }));
}

function operandFor(operator: string, scope: Scope): fc.Arbitrary<JsonValue> {
  const element = fc.oneof({ arbitrary: scalar, weight: 4 }, expression(scope, 1));
  if (operator.toLowerCase().endsWith('in'))
    return fc.oneof(fc.array(element, { maxLength: 4 }), fc.constant("[parameters('some')]"), written);
  if (operator === 'exists') return fc.constantFrom<JsonValue>(true, false, 'true', 'False', 'no', null, 1);
  return fc.oneof({ arbitrary: written, weight: 4 }, { arbitrary: expression(scope, 2), weight: 2 });
}

function fieldLeaf(scope: Scope): fc.Arbitrary<JsonObject> {
  const names = fc.oneof(
    { arbitrary: fc.constantFrom(...PLAIN_FIELDS), weight: 4 },
    { arbitrary: fc.constantFrom(...LIST_FIELDS), weight: scope.counts.length > 0 ? 6 : 3 },
    fc.constantFrom(
      "[concat('tags[', parameters('one'), ']')]",
      "[parameters('two')]",
      "[if(true, 'name', 1)]",
    ),
  );
  return compared(
    fc.tuple(spelt('field'), names).map(([key, name]): JsonObject => ({ [key]: name })),
    scope,
  );
}

function valueLeaf(scope: Scope): fc.Arbitrary<JsonObject> {
  const names = fc.oneof({ arbitrary: expression(scope, 3), weight: 5 }, written);
  return compared(
    names.map((given): JsonObject => ({ value: given })),
    scope,
  );
}

function countLeaf(scope: Scope, depth: number): fc.Arbitrary<JsonObject> {
  const fields = scope.inField === undefined ? COUNTED : (NESTED[scope.inField] ?? []);
  const overField = fc.constantFrom(...fields, ...(fields.length === 0 ? COUNTED : [])).chain(field => {
    const inside: Scope = { counts: [field, ...scope.counts], inField: field };
    return fc.option(conditionIn(inside, depth), { nil: undefined }).map(where => ({
      count: { field, ...(where && { where }) },
    }));
  });
  const overValue = fc
    .tuple(
      fc.oneof(
        fc.array(scalar, { maxLength: 3 }),
        fc.constantFrom("[parameters('some')]", "[parameters('two')]"),
      ),
      fc.constantFrom(
        ...['inner', 'other'].filter(name => !scope.counts.includes(name)),
        `c${scope.counts.length}`,
      ),
    )
    .chain(([over, name]) => {
      const inside: Scope = { ...scope, counts: [name, ...scope.counts] };
      return fc.option(conditionIn(inside, depth), { nil: undefined }).map(where => ({
        count: { value: over, name, ...(where && { where }) },
      }));
    });
  const counted = fields.length === 0 ? overValue : fc.oneof(overField, overValue);
  return fc
    .tuple(
      counted,
      fc.constantFrom('equals', 'notEquals', 'less', 'greater', 'greaterOrEquals', 'in', 'like'),
      fc.constantFrom<JsonValue>(0, 1, 2, '1', '*'),
    )
    .map(([count, operator, operand]): JsonObject => ({ ...count, [operator]: operand }));
}

const someText = fc.oneof(
  text.filter(written => !written.includes('\ud800')).map(quote),
  fc.constantFrom(`string(field('${TYPE}/text'))`, "string(parameters('two'))", "string(field('name'))"),
);
const someNumber = fc.constantFrom('0', '1', '2', '-1', '5', "length(parameters('some'))");
const someList = fc.constantFrom(
  "parameters('some')",
  `field('${TYPE}/list[*]')`,
  "parameters('thing').list",
  "split('a.b.A', '.')",
  "createArray(1, 'a', null(), createObject('a', 1))",
  'range(1, 3)',
);

const someDate = fc.constantFrom("'2026-01-01T00:00:00Z'", "'2024-02-28'", 'utcNow()', "field('name')");
const someAddresses = fc.constantFrom(
  ...["'10.0.0.0/8'", "'10.1.0.0/16'", "'10.1.2.3'", "'10.1.2.3/32'", "'10.0.0.1-10.1.0.0'", "'0.0.0.0/0'"],
  ...["'10.2.0.0-10.1.0.0'", "'10.0.0.0/33'", "'10.0.0'", "parameters('one')"],
);

/** Calls with arguments of the kind that the function takes, so that most have a value. */
const wellTyped: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('toLower', 'toUpper', 'trim', 'length', 'first', 'last', 'empty', 'bool', 'int'),
      someText,
    )
    .map(([name, argument]) => `${name}(${argument})`),
  fc
    .tuple(
      fc.constantFrom(
        ...['concat', 'contains', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'split'],
        ...['equals', 'less', 'lessOrEquals', 'greater'],
      ),
      someText,
      someText,
    )
    .map(([name, left, right]) => `${name}(${left}, ${right})`),
  fc
    .tuple(
      fc.constantFrom(
        ...['base64ToString(base64', 'base64ToJson(base64', 'dataUriToString(dataUri'],
        'uriComponentToString(uriComponent',
      ),
      someText,
    )
    .map(([names, argument]) => `${names}(${argument}))`),
  fc.tuple(someText, someNumber).map(([one, two]) => `format('{1} is {0}, {1}', ${one}, ${two})`),
  fc.tuple(someDate, someNumber).map(args => `addDays(${args.join(', ')})`),
  fc.tuple(someAddresses, someAddresses).map(args => `ipRangeContains(${args.join(', ')})`),
  fc
    .tuple(fc.constantFrom('indexFromEnd', 'tryIndexFromEnd', 'take', 'skip'), someList, someNumber)
    .map(([name, list, number]) => `${name}(${list}, ${number})`),
  fc
    .tuple(fc.constantFrom('substring', 'take', 'skip', 'padLeft'), someText, someNumber)
    .map(([name, whole, number]) => `${name}(${whole}, ${number})`),
  fc
    .tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'range'), someNumber, someNumber)
    .map(([name, left, right]) => `${name}(${left}, ${right})`),
  fc
    .tuple(fc.constantFrom('length', 'first', 'last', 'empty', 'string', 'min', 'max'), someList)
    .map(([name, list]) => `${name}(${list})`),
  fc
    .tuple(fc.constantFrom('concat', 'union', 'intersection', 'contains', 'equals'), someList, someList)
    .map(([name, left, right]) => `${name}(${left}, ${right})`),
  fc.tuple(someText, someText, someText).map(args => `replace(${args.join(', ')})`),
  fc.tuple(someList, someText).map(([list, between]) => `join(${list}, ${between})`),
);

/** An expression with its brackets. */
function expression(scope: Scope, depth: number): fc.Arbitrary<string> {
  return call(scope, depth).map(written => `[${written}]`);
}

function quote(written: string): string {
  return `'${written.replaceAll("'", "''")}'`;
}

function call(scope: Scope, depth: number): fc.Arbitrary<string> {
  const names = scope.counts.map(name => `current(${quote(name)})`);
  const below = scope.counts.includes(`${TYPE}/rules[*]`)
    ? [`current('${TYPE}/rules[*].access')`, `current('${TYPE}/rules[*]').name`]
    : [];
  const atoms = fc.oneof(
    fc.constantFrom(...PARAMETERS).map(name => `parameters('${name}')`),
    fc.constantFrom(...PLAIN_FIELDS, ...LIST_FIELDS).map(name => `field(${quote(name)})`),
    text.filter(written => !written.includes('\ud800')).map(quote),
    fc.constantFrom(
      '1',
      '-2',
      '80',
      '1.5',
      'true',
      'null()',
      "parameters('thing').text",
      "parameters('thing').LIST",
    ),
    fc.constantFrom(
      "parameters('thing')['text']",
      "parameters('thing').nope",
      "parameters('some')[0]",
      "json('null')",
    ),
    fc.constantFrom("resourceGroup().tags['x']", 'subscription().displayName', 'requestContext().apiVersion'),
    fc.constantFrom('true()', 'false()', 'utcNow()', 'claims()', 'policy().assignmentId'),
    fc.constantFrom(
      "tryGet(parameters('thing'), 'nope')",
      ...names,
      ...below,
      ...(names.length > 0 ? ['current()'] : []),
    ),
  );
  if (depth === 0) return atoms;
  const argument = fc.constant(null).chain(() => call(scope, depth - 1));
  const of = (names: readonly string[], arity: number) =>
    fc
      .tuple(fc.constantFrom(...names), fc.array(argument, { minLength: arity, maxLength: arity }))
      .map(([name, args]) => `${name}(${args.join(', ')})`);
  return fc.oneof(
    { arbitrary: atoms, weight: 3 },
    {
      arbitrary: of(
        [
          'not',
          'bool',
          'length',
          'empty',
          'first',
          'last',
          'toLower',
          'toUpper',
          'trim',
          'string',
          'array',
          'int',
          'items',
          'min',
          'float',
          'base64',
          'base64ToString',
          'dataUri',
          'dataUriToString',
          'uriComponent',
        ],
        1,
      ),
      weight: 3,
    },
    {
      arbitrary: of(
        [
          'and',
          'or',
          'equals',
          'less',
          'greaterOrEquals',
          'coalesce',
          'concat',
          'contains',
          'startsWith',
          'endsWith',
          'greater',
          'indexOf',
          'tryIndexFromEnd',
          'addDays',
        ],
        2,
      ),
      weight: 3,
    },
    {
      arbitrary: of(
        [
          'split',
          'substring',
          'take',
          'skip',
          'join',
          'createArray',
          'createObject',
          'union',
          'intersection',
          'range',
          'tryGet',
          'add',
          'sub',
          'mul',
          'div',
          'mod',
        ],
        2,
      ),
      weight: 2,
    },
    of(['if', 'replace', 'padLeft'], 3),
    { arbitrary: wellTyped, weight: 3 },
  );
}

const rule: fc.Arbitrary<JsonValue> = fc.record(
  {
    name: text,
    properties: fc.oneof(fc.record({ access: scalar }, { requiredKeys: [] }), scalar),
    ports: fc.oneof(
      fc.array(fc.oneof(fc.record({ from: scalar }, { requiredKeys: [] }), scalar), { maxLength: 2 }),
      scalar,
    ),
  },
  { requiredKeys: [] },
);

/** A resource of one of the types, or of none: properties there or not, of the kind expected or not. */
export const resource: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      type: fc.constantFrom<JsonValue>(
        TYPE,
        TYPE,
        TYPE,
        TYPE.toUpperCase(),
        OTHER_TYPE,
        'Nobody.Knows/this',
        null,
        7,
      ),
      name: fc.oneof(text, fc.constantFrom('one/two')),
      id: fc.constantFrom(
        '/subscriptions/s/resourceGroups/g/providers/Test.Provider/things/one/parts/two',
        '',
        'x',
      ),
      kind: scalar,
      location: fc.constantFrom<JsonValue>('West Europe', 'westeurope', null, 5),
      tags: fc.oneof(
        fc.dictionary(fc.constantFrom('env', 'Env', 'x', '__proto__'), scalar, { maxKeys: 2 }),
        scalar,
      ),
      identity: fc.oneof(fc.record({ type: text }), scalar),
      sku: fc.record({ name: text }),
      properties: fc.record(
        {
          text: value,
          TEXT: scalar,
          old: scalar,
          deep: fc.oneof(fc.record({ number: scalar }, { requiredKeys: [] }), scalar),
          list: fc.oneof({ arbitrary: fc.array(value, { maxLength: 3 }), weight: 4 }, scalar),
          rules: fc.oneof(
            {
              arbitrary: fc.array(fc.oneof({ arbitrary: rule, weight: 4 }, scalar), { maxLength: 3 }),
              weight: 4,
            },
            scalar,
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['type'] },
  )
  .map(made => made as JsonObject);

/** A condition as a rule has it. */
export const condition: fc.Arbitrary<JsonObject> = conditionIn(OUTSIDE, 3);
