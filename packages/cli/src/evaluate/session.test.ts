import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';

const NOW = '2026-03-01T12:00:00.0000000Z';

/** The answers to lines, in their order; a line that has none gives undefined. */
function talk(...lines: (object | string)[]): unknown[] {
  const session = createSession(() => NOW);
  return lines.map(line => session.answer(typeof line === 'string' ? line : JSON.stringify(line)));
}

const DENY_VM = { if: { field: 'type', equals: 'vm' }, then: { effect: 'Deny' } };
const evaluate = (more: object): object => ({ op: 'evaluate', id: 1, rule: DENY_VM, ...more });

describe('evaluate', () => {
  it.each<[string, object, object]>([
    ['a rule that matches', { resource: { type: 'VM' } }, { id: 1, effect: 'Deny' }],
    ['a rule that does not', { resource: { type: 'disk' } }, { id: 1, undefined: true }],
    ['no resource is an empty one', {}, { id: 1, undefined: true }],
    [
      'a disabled rule',
      { rule: { ...DENY_VM, then: { effect: 'Disabled' } }, resource: { type: 'vm' } },
      { id: 1, undefined: true },
    ],
    [
      'a rule as text',
      { rule: JSON.stringify(DENY_VM), resource: { type: 'vm' } },
      { id: 1, effect: 'Deny' },
    ],
    [
      'a definition in its envelope',
      { rule: undefined, definition: { properties: { policyRule: DENY_VM } }, resource: { type: 'vm' } },
      { id: 1, effect: 'Deny' },
    ],
    [
      'a bare rule takes the parameters that are given',
      {
        rule: {
          if: { field: 'type', in: "[parameters('types')]" },
          then: { effect: "[parameters('effect')]" },
        },
        parameters: { types: ['vm'], effect: 'audit' },
        resource: { type: 'vm' },
      },
      { id: 1, effect: 'audit' },
    ],
    [
      'a path into the resource, where there are no aliases',
      {
        rule: { if: { field: 'properties.port', equals: 80 }, then: { effect: 'deny' } },
        resource: { properties: { port: 80 } },
      },
      { id: 1, effect: 'deny' },
    ],
    [
      'the group where none is given',
      {
        rule: {
          if: { value: '[resourceGroup().name]', equals: 'myResourceGroup' },
          then: { effect: 'deny' },
        },
      },
      { id: 1, effect: 'deny' },
    ],
    [
      'a context replaces the default as a whole, and gives the time',
      {
        rule: {
          if: { value: '[utcNow()]', equals: '2020-01-01T00:00:00.0000000Z' },
          then: { effect: 'deny' },
        },
        context: { utcNow: '2020-01-01T00:00:00.0000000Z' },
      },
      { id: 1, effect: 'deny' },
    ],
    [
      'the request has the api-version',
      {
        rule: {
          if: { value: '[requestContext().apiVersion]', equals: '2024-01-01' },
          then: { effect: 'deny' },
        },
        apiVersion: '2024-01-01',
      },
      { id: 1, effect: 'deny' },
    ],
    [
      'a parameter that is null',
      {
        rule: { ...DENY_VM, if: { value: "[parameters('p')]", exists: false } },
        parameters: { p: null },
      },
      { id: 1, effect: 'Deny' },
    ],
    [
      'a parameter of another type than declared',
      {
        rule: undefined,
        definition: {
          parameters: { p: { type: 'Integer', allowedValues: [1] } },
          policyRule: { ...DENY_VM, if: { value: "[parameters('p')]", equals: 'x' } },
        },
        parameters: { p: 'X' },
      },
      { id: 1, effect: 'Deny' },
    ],
    [
      'a default of another type than declared',
      {
        rule: undefined,
        definition: {
          parameters: { p: { type: 'String', allowedValues: ['a'], defaultValue: null } },
          policyRule: { ...DENY_VM, if: { value: "[parameters('p')]", equals: '' } },
        },
      },
      { id: 1, effect: 'Deny' },
    ],
    [
      'a list that is one value, which no author may write',
      { rule: { ...DENY_VM, if: { field: 'type', in: 'vm' } }, resource: { type: 'VM' } },
      { id: 1, effect: 'Deny' },
    ],
    [
      'an operand that says neither true nor false',
      { rule: { ...DENY_VM, if: { field: 'type', exists: 'yes' } }, resource: {} },
      { id: 1, effect: 'Deny' },
    ],
    [
      'an effect of another mode, since a bare rule has none',
      {
        rule: { ...DENY_VM, then: { effect: 'mutate', details: {} } },
        resource: { type: 'vm' },
      },
      { id: 1, effect: 'mutate', details: {} },
    ],
    [
      'details of another mode',
      {
        rule: {
          ...DENY_VM,
          then: {
            effect: 'denyAction',
            details: { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'deny' } },
          },
        },
        resource: { type: 'vm' },
      },
      {
        id: 1,
        effect: 'denyAction',
        details: { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'deny' } },
      },
    ],
    [
      'an id of any kind comes back',
      { id: { a: [null] }, resource: { type: 'vm' } },
      { id: { a: [null] }, effect: 'Deny' },
    ],
  ])('%s', (_, more, answer) => {
    expect(talk(evaluate(more))).toEqual([answer]);
  });

  it.each<[string, object, string]>([
    ['text that is no JSON', { rule: '{"if":' }, 'parse'],
    [
      'a key that stands twice',
      { rule: '{"if": {"field": "a", "field": "b", "equals": 1}, "then": {"effect": "deny"}}' },
      'parse',
    ],
    ['a rule that closes its definition early', { rule: `${JSON.stringify(DENY_VM)}, "x": {}` }, 'parse'],
    ['no then', { rule: { if: DENY_VM.if } }, 'parse'],
    [
      'an operator that there is not',
      { rule: { ...DENY_VM, if: { field: 'type', equal: 'vm' } } },
      'compile',
    ],
    ['a catalogue that was never sent', { aliases: 'nowhere' }, 'compile'],
    ['a function that fails', { rule: { ...DENY_VM, if: { value: "[int('x')]", equals: 1 } } }, 'evaluate'],
    [
      'an effect of a parameter that there is not',
      {
        rule: { ...DENY_VM, then: { effect: "[parameters('e')]" } },
        parameters: { e: 'explode' },
        resource: { type: 'vm' },
      },
      'evaluate',
    ],
    ['a resource that is none', { resource: [] }, 'parse'],
    ['a rule and a definition', { definition: {} }, 'parse'],
  ])('refuses %s', (_, more, stage) => {
    expect(talk(evaluate(more))).toEqual([{ id: 1, error: { stage, message: expect.any(String) } }]);
  });
});

describe('aliases', () => {
  const catalogue = [
    {
      namespace: 'A.B',
      resourceTypes: [
        {
          resourceType: 'things',
          aliases: [
            {
              name: 'A.B/things/port',
              defaultPath: 'properties.new',
              paths: [{ path: 'properties.old', apiVersions: ['2020-01-01'] }],
            },
          ],
        },
      ],
    },
  ];
  const rule = { if: { field: 'a.b/THINGS/port', equals: 80 }, then: { effect: 'deny' } };
  const ask = (resource: object, more: object = {}): object => ({
    op: 'evaluate',
    id: 1,
    aliases: 'x',
    rule,
    resource: { type: 'A.B/things', ...resource },
    ...more,
  });

  it('have no answer, and are known to later lines', () => {
    expect(
      talk(
        { op: 'aliases', name: 'x', catalogue },
        ask({ properties: { new: 80 } }),
        ask({ properties: { old: 80 } }),
      ),
    ).toEqual([undefined, { id: 1, effect: 'deny' }, { id: 1, undefined: true }]);
  });

  it('have a path by api-version', () => {
    expect(
      talk(
        { op: 'aliases', name: 'x', catalogue },
        ask({ properties: { old: 80 } }, { apiVersion: '2020-01-01' }),
      ),
    ).toEqual([undefined, { id: 1, effect: 'deny' }]);
  });

  it('are all that fields may be, where paths are refused', () => {
    const path = { if: { field: 'properties.new', equals: 80 }, then: { effect: 'deny' } };
    const asked = [
      ask({ properties: { new: 80 } }, { rule: path }),
      ask({}, { rule: path, rawPaths: false }),
    ];
    expect(talk({ op: 'aliases', name: 'x', catalogue }, ...asked)).toEqual([
      undefined,
      { id: 1, effect: 'deny' },
      { id: 1, error: { stage: 'compile', message: expect.stringContaining('field/unknown') } },
    ]);
  });

  it('refuse to modify what is not modifiable', () => {
    const modify = {
      if: { field: 'type', equals: 'A.B/things' },
      then: {
        effect: 'modify',
        details: {
          roleDefinitionIds: ['r'],
          operations: [{ operation: 'addOrReplace', field: 'A.B/things/port', value: 1 }],
        },
      },
    };
    expect(talk({ op: 'aliases', name: 'x', catalogue }, ask({}, { rule: modify }))).toEqual([
      undefined,
      { id: 1, error: { stage: 'compile', message: expect.stringContaining('modify/not-modifiable') } },
    ]);
  });
});

describe('related resources', () => {
  const rule = {
    if: { field: 'type', equals: 'vm' },
    then: {
      effect: 'auditIfNotExists',
      details: {
        type: 'ext',
        name: "[concat('a', 'b')]",
        existenceCondition: {
          allOf: [
            { field: 'type', equals: 'ext' },
            { field: 'kind', equals: 'good' },
          ],
        },
      },
    },
  };
  const ask = (related?: object[]): object => evaluate({ rule, resource: { type: 'vm' }, related });
  const found = { id: 1, effect: 'auditIfNotExists', details: { ...rule.then.details, name: 'ab' } };

  it.each<[string, object[] | undefined, object]>([
    ['none', [], found],
    ['not asked', undefined, found],
    ['one that does not satisfy', [{ kind: 'bad' }], found],
    ['one that does', [{ kind: 'good' }], { id: 1, undefined: true }],
    [
      'one of several that does',
      [{ kind: 'bad' }, { type: 'ext', kind: 'good' }],
      { id: 1, undefined: true },
    ],
  ])('%s', (_, related, answer) => {
    expect(talk(ask(related))).toEqual([answer]);
  });
});

describe('parse', () => {
  const parse = (level: string, source: unknown): unknown => talk({ op: 'parse', id: 'p', level, source })[0];

  it.each<[string, string, unknown]>([
    ['a condition', 'constraint', { field: 'type', equals: 'vm' }],
    [
      'the condition of a rule without then',
      'constraint',
      JSON.stringify({ if: { field: 'type', equals: 'vm' } }),
    ],
    ['a rule', 'rule', JSON.stringify(DENY_VM)],
    [
      'a rule with parameters that nobody declared',
      'rule',
      { ...DENY_VM, if: { value: "[parameters('x')]", equals: 1 } },
    ],
    ['a definition', 'definition', { policyRule: DENY_VM }],
  ])('accepts %s', (_, level, source) => {
    expect(parse(level, source)).toEqual({ id: 'p', ok: true });
  });

  it.each<[string, string, unknown]>([
    ['a condition without operator', 'constraint', { field: 'type' }],
    ['an empty object', 'constraint', '{}'],
    ['a text', 'constraint', '"just a string"'],
    ['no JSON', 'constraint', '{"if": }'],
    ['a rule without then', 'rule', { if: DENY_VM.if }],
    ['a definition without rule', 'definition', { mode: 'All' }],
    ['an operator that there is not', 'rule', { ...DENY_VM, if: { field: 'type', equal: 'vm' } }],
    [
      'an existence condition that is malformed',
      'rule',
      {
        ...DENY_VM,
        then: { effect: 'auditIfNotExists', details: { type: 'a/b', existenceCondition: { field: 'x' } } },
      },
    ],
    [
      'a count in it over nothing',
      'rule',
      {
        ...DENY_VM,
        then: {
          effect: 'auditIfNotExists',
          details: { type: 'a/b', existenceCondition: { count: {}, equals: 1 } },
        },
      },
    ],
    [
      'details with a malformed expression',
      'rule',
      { ...DENY_VM, then: { effect: 'append', details: [{ field: 'tags.a', value: "[concat('a']" }] } },
    ],
    ['a level that there is not', 'policy', DENY_VM],
  ])('refuses %s', (_, level, source) => {
    expect(parse(level, source)).toEqual({ id: 'p', error: { stage: 'parse', message: expect.any(String) } });
  });
});

describe('function', () => {
  it.each<[string, string, unknown[] | undefined, object]>([
    ['gives its value', 'concat', ['a', 'b'], { value: 'ab' }],
    ['in any letter case', 'TOLOWER', ['A'], { value: 'a' }],
    ['null is a value', 'coalesce', [null], { value: null }],
    ['without arguments', 'true', undefined, { value: true }],
  ])('%s', (_, name, args, answer) => {
    expect(talk({ op: 'function', id: 1, function: name, arguments: args })).toEqual([{ id: 1, ...answer }]);
  });

  it.each<[string, string, unknown[]]>([
    ['there is none of that name', 'nope', []],
    ['an argument is of the wrong kind', 'add', ['a', 1]],
    ['arguments are missing', 'add', [1]],
  ])('fails when %s', (_, name, args) => {
    expect(talk({ op: 'function', id: 1, function: name, arguments: args })).toEqual([
      { id: 1, error: { stage: 'evaluate', message: expect.any(String) } },
    ]);
  });
});

describe('without a catalogue', () => {
  const TYPE = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments';
  const rule = {
    if: {
      allOf: [
        { field: 'type', equals: TYPE },
        { field: `${TYPE}/model.assetId`, like: 'azureml://registries/x/*' },
      ],
    },
    then: { effect: 'deny' },
  };
  const resource = { type: TYPE, model: { assetId: 'azureml://registries/x/models/m/versions/1' } };

  it('the names that the server knows are known', () => {
    expect(talk({ op: 'evaluate', id: 1, rule, resource })).toEqual([{ id: 1, effect: 'deny' }]);
  });

  it('unless fields are paths', () => {
    expect(talk({ op: 'evaluate', id: 1, rule, resource, rawPaths: true })).toEqual([
      { id: 1, undefined: true },
    ]);
  });
});

describe('lines that are no request', () => {
  const error = { stage: 'parse', message: expect.any(String) };

  it('are answered, without an id where there is none, and the next line counts', () => {
    expect(
      talk('no json', '[]', '{"op":"?","id":7}', '{"id":null}', '', evaluate({ resource: { type: 'vm' } })),
    ).toEqual([
      { error },
      { error },
      { id: 7, error },
      { id: null, error },
      undefined,
      { id: 1, effect: 'Deny' },
    ]);
  });

  it('an op that every object has is none', () => {
    expect(talk({ op: 'constructor', id: 1 })).toEqual([{ id: 1, error }]);
  });

  it('nested beyond all reason, they leave the session alive', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const [first, second] = talk(
      `{"op":"evaluate","id":1,"rule":${JSON.stringify(DENY_VM)},"resource":{"type":${deep}}}`,
      evaluate({ resource: { type: 'vm' } }),
    );
    expect(first).toHaveProperty('id', 1);
    expect(second).toEqual({ id: 1, effect: 'Deny' });
  });
});
