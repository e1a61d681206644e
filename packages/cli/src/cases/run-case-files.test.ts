import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';
import { findCaseFiles } from './find-case-files.ts';
import { type RanCase, runCaseFiles } from './run-case-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function run(...cases: object[]): readonly RanCase[] {
  return runCaseFiles([write('one.cases.json', cases)], []);
}

const VM = { type: 'Microsoft.Compute/virtualMachines', name: 'vm1', tags: { env: 'prod' } };
const DENY = { if: { field: 'tags.env', equals: 'prod' }, then: { effect: 'Deny' } };
const MODIFY = {
  if: { field: 'tags.env', exists: false },
  then: {
    effect: 'modify',
    details: {
      roleDefinitionIds: ['r'],
      operations: [{ operation: 'addOrReplace', field: 'tags.env', value: "[concat('a', 'b')]" }],
    },
  },
};
const EXISTS = {
  if: { field: 'type', equals: VM.type },
  then: {
    effect: 'auditIfNotExists',
    details: { type: 'A.B/c', name: 'x', existenceCondition: { field: 'kind', equals: 'ok' } },
  },
};

write('vm.json', VM);
write('related.json', [{ type: 'A.B/c', name: 'vm1/x', kind: 'ok' }]);
write('deny.json', { properties: { mode: 'All', policyRule: DENY } });
write('aliases.json', { resourceTypes: { 'A.B/c': { 'A.B/c/port': 'properties.port' } } });

describe('a case of a rule', () => {
  it.each<[name: string, more: object, got?: object]>([
    ['an effect in another letter case', { rule: DENY, resource: VM, expect: { effect: 'deny' } }],
    ['no effect', { rule: DENY, resource: {}, expect: { effect: 'none', outcome: 'notMatched' } }],
    [
      'another effect',
      { rule: DENY, resource: VM, expect: { effect: 'audit' } },
      { at: 'effect', expected: 'audit', got: 'Deny' },
    ],
    [
      'another outcome',
      { rule: DENY, resource: {}, expect: { outcome: 'matched' } },
      { at: 'outcome', expected: 'matched', got: 'notMatched' },
    ],
    ['a resource of a file', { rule: DENY, resource: 'vm.json', expect: { effect: 'deny' } }],
    ['a definition of a file', { definition: 'deny.json', resource: VM, expect: { effect: 'deny' } }],
    [
      'a definition in the case',
      { definition: { policyRule: DENY }, resource: VM, expect: { effect: 'deny' } },
    ],
    [
      'parameters',
      {
        rule: { ...DENY, then: { effect: "[parameters('e')]" } },
        parameters: { e: 'audit' },
        resource: VM,
        expect: { effect: 'audit' },
      },
    ],
    ['some of the details', { rule: MODIFY, expect: { details: { operations: [{ value: 'ab' }] } } }],
    [
      'other details',
      { rule: MODIFY, expect: { details: { operations: [{ value: 'a' }] } } },
      { at: 'details.operations[0].value', expected: 'a', got: 'ab' },
    ],
    [
      'details of which one is missing',
      { rule: MODIFY, expect: { details: { x: 1 } } },
      { at: 'details.x', expected: '1', got: 'nothing' },
    ],
    ['nothing related', { rule: EXISTS, resource: VM, expect: { effect: 'auditIfNotExists' } }],
    [
      'related resources of a file',
      { rule: EXISTS, resource: VM, related: 'related.json', expect: { effect: 'none', outcome: 'matched' } },
    ],
    [
      'a related resource of another name',
      {
        rule: EXISTS,
        resource: VM,
        related: [{ type: 'A.B/c', name: 'vm1/y', kind: 'ok' }],
        expect: { effect: 'auditIfNotExists' },
      },
    ],
    [
      'aliases of a file',
      {
        rule: { ...DENY, if: { field: 'A.B/c/port', equals: 80 } },
        aliases: 'aliases.json',
        resource: { type: 'A.B/c', properties: { port: 80 } },
        expect: { effect: 'deny' },
      },
    ],
    [
      'raw paths',
      {
        rule: { ...DENY, if: { field: 'properties.port', equals: 80 } },
        rawPaths: true,
        resource: { properties: { port: 80 } },
        expect: { effect: 'deny' },
      },
    ],
    [
      'a path is no field otherwise',
      { rule: { ...DENY, if: { field: 'properties.port', equals: 80 } }, expect: { effect: 'deny' } },
      { at: 'rule', expected: 'a rule that can be evaluated', got: expect.stringContaining('field/unknown') },
    ],
    [
      'what the context has',
      {
        if: { value: '[resourceGroup().name]', equals: 'g' },
        context: { resourceGroup: { name: 'g' } },
        expect: { outcome: 'matched' },
      },
    ],
    [
      'the group in the id',
      {
        rule: { ...DENY, if: { value: '[resourceGroup().name]', equals: 'g' } },
        resource: { id: '/subscriptions/s/resourceGroups/g/providers/x' },
        expect: { effect: 'deny' },
      },
    ],
    [
      'an error',
      {
        if: { value: "[int('x')]", equals: 1 },
        expect: { error: 'function/bad-format', outcome: 'error' },
      },
    ],
    [
      'another error',
      { if: { value: '[true()]', equals: true }, expect: { error: 'x' } },
      { at: 'error', expected: 'x', got: 'none' },
    ],
    ['a value', { expression: "[concat('a', 'b')]", expect: { value: 'ab' } }],
    [
      'another value',
      { expression: '[null()]', expect: { value: 'ab' } },
      { at: 'value', expected: 'ab', got: 'null' },
    ],
    ['null as value', { function: 'coalesce', args: [null], expect: { value: null } }],
    [
      'a diagnostic',
      {
        rule: { ...DENY, if: { field: 'type', equal: 'x' } },
        expect: { diagnostic: 'operator/unknown', severity: 'error', at: '/if/equal' },
      },
    ],
    [
      'a diagnostic elsewhere',
      {
        rule: { ...DENY, if: { field: 'type', equal: 'x' } },
        expect: { diagnostic: 'operator/unknown', at: '/if' },
      },
      {
        at: 'diagnostic',
        expected: 'operator/unknown /if',
        got: 'error operator/unknown /policyRule/if/equal',
      },
    ],
    [
      'no diagnostic',
      { rule: DENY, expect: { diagnostic: 'operator/unknown' } },
      { at: 'diagnostic', expected: 'operator/unknown', got: 'none' },
    ],
  ])('%s', (name, more, got) => {
    expect(run({ name, ...more }).map(each => each.differences)).toEqual([got === undefined ? [] : [got]]);
  });

  it('shows what the conditions saw', () => {
    const [ran] = run({ name: 'x', rule: DENY, resource: VM, expect: { effect: 'audit' } });
    expect(ran?.seen?.traces).toMatchObject([{ kind: 'condition', result: true, expressionValue: 'prod' }]);
  });

  it('takes what its file says for all, and knows its line', () => {
    const path = write(
      'all.cases.yaml',
      `rule: ${JSON.stringify(DENY)}\nresource: vm.json\ncases:\n  - name: a\n    expect: { effect: deny }\n  - { name: b, resource: {}, expect: { effect: none } }\n`,
    );
    expect(
      runCaseFiles([path], []).map(({ name, line, differences }) => ({ name, line, differences })),
    ).toEqual([
      { name: 'a', line: 4, differences: [] },
      { name: 'b', line: 6, differences: [] },
    ]);
  });

  it('judges the definition that its file is named after', () => {
    const path = write('deny.cases.yaml', '- { name: a, resource: vm.json, expect: { effect: deny } }\n');
    expect(runCaseFiles([path], [])).toMatchObject([
      { differences: [], seen: { file: { path: join(folder, 'deny.json') } } },
    ]);
    expect(findCaseFiles(join(folder, 'deny.json'))).toEqual([path]);
  });
});

describe('what is no case', () => {
  it.each<[string, string | object, string]>([
    ['text that is no YAML', '- {', 'bad.cases.yaml: '],
    ['no list', 'name: x', "expected a list of cases, or an object that has 'cases'"],
    ['a key of the file that there is not', 'cases: []\nwhat: 1', "'what' is none of"],
    ['no name', '- { expect: { effect: deny } }', "bad.cases.yaml:1: a case needs a 'name'"],
    [
      'a name that YAML takes for null',
      '- { name: null, expect: { effect: deny } }',
      "a case needs a 'name'",
    ],
    ['no expectation', '\n- { name: x }', "bad.cases.yaml:2: 'x' needs 'expect'"],
    [
      'a key that there is not',
      '- { name: x, resourse: {}, expect: { effect: deny } }',
      "'resourse', which is none of",
    ],
    [
      'an expectation that there is not',
      '- { name: x, expect: { efect: deny } }',
      "'efect', which is none of",
    ],
    ['no rule', '- { name: x, expect: { effect: deny } }', "'x' has no rule"],
    ['a request without one', '- { name: x, expect: { verdict: deny } }', "needs 'deploys'"],
    [
      'a file that is not there',
      '- { name: x, rule: { if: { field: type, exists: true }, then: { effect: deny } }, resource: no.json, expect: { effect: deny } }',
      'no.json',
    ],
  ])('%s', (_, text, message) => {
    const path = write('bad.cases.yaml', text);
    expect(() => runCaseFiles([path], [])).toThrow(message);
    rmSync(path);
  });
});

it('files named otherwise are found by the schema in their first line', () => {
  const schema = (name: string): string =>
    `# yaml-language-server: $schema=../schema/${name}-case.json\n[]\n`;
  write('equals.yaml', schema('operator'));
  write('decisions.yaml', schema('decision'));
  write('bypass.yaml', schema('bypass'));
  const names = findCaseFiles(folder).map(path => path.slice(folder.length + 1));
  expect(names).toContain('equals.yaml');
  expect(names).toContain('decisions.yaml');
  expect(names).not.toContain('bypass.yaml');
  expect(() => findCaseFiles(join(folder, 'vm.json'))).toThrow('there are no cases beside it');
});

describe('coverage', () => {
  const rule = {
    if: { anyOf: [{ field: 'kind', equals: 'a' }, { not: { field: 'name', equals: 'b' } }] },
    then: { effect: 'deny' },
  };
  write('any.json', { policyRule: rule });
  const cover = (...resources: object[]) =>
    coverageOf(
      run(
        ...resources.map((resource, index) => ({
          name: String(index),
          definition: 'any.json',
          resource,
          expect: { effect: 'deny' },
        })),
      ).flatMap(({ seen }) => seen ?? []),
    );
  const told = (first: [boolean, boolean], second: [boolean, boolean]) => [
    { pointer: '/policyRule/if/anyOf/0', everTrue: first[0], everFalse: first[1] },
    { pointer: '/policyRule/if/anyOf/1/not', everTrue: second[0], everFalse: second[1] },
  ];

  it.each<[string, object[], object[], number]>([
    [
      'a condition that a short circuit skipped was neither',
      [{ kind: 'a' }],
      told([true, false], [false, false]),
      25,
    ],
    ['both ways of one', [{ kind: 'a' }, { name: 'b' }], told([true, true], [true, false]), 75],
    ['all', [{ kind: 'a' }, { name: 'b' }, { name: 'c' }], told([true, true], [true, true]), 100],
  ])('%s', (_, resources, conditions, percent) => {
    expect(cover(...resources)).toEqual({
      definitions: [{ path: join(folder, 'any.json'), conditions }],
      percent,
    });
  });

  it('of rules that stand in no file is of nothing', () => {
    expect(
      coverageOf(
        run({ name: 'x', rule: DENY, expect: { effect: 'none' } }).flatMap(({ seen }) => seen ?? []),
      ),
    ).toEqual({
      definitions: [],
      percent: 100,
    });
  });
});

it('the corpus of operators and functions holds', () => {
  const conformance = fileURLToPath(new URL('../../../../conformance', import.meta.url));
  const ran = runCaseFiles([join(conformance, 'operators'), join(conformance, 'functions')], []);
  expect(ran.length).toBeGreaterThan(1_000);
  expect(ran.filter(each => each.differences.length > 0)).toEqual([]);
});
