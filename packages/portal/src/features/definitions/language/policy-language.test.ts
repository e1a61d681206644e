import { describe, expect, it } from 'vitest';
import { placeServerProblems } from '../../../lib/policy/draft/place-problems.ts';
import { createPolicyLanguage } from './create-policy-language.ts';
import { diagnoseDraft } from './diagnose-draft.ts';
import { loadPolicyNames } from './load-policy-names.ts';
import { customModes, namespacesIn } from './policy-names.ts';

const ML = 'Microsoft.MachineLearningServices.v2.Data';
const COMPONENT = `${ML}/workspaces/deployments`;
const names = loadPolicyNames([
  new Map([
    [
      'Microsoft.Storage/storageAccounts',
      [
        {
          name: 'Microsoft.Storage/storageAccounts/minimumTlsVersion',
          defaultPath: 'properties.minimumTlsVersion',
          type: 'String',
          modifiable: true,
        },
        {
          name: 'Microsoft.Storage/storageAccounts/networkAcls.ipRules[*]',
          defaultPath: 'properties.networkAcls.ipRules[*]',
        },
      ],
    ],
  ]),
]);
const fields = (mode = 'All') => ({ mode, displayName: 'Test', description: '' });

/** What is offered at the `|` of a text. */
function offered(marked: string, mode?: string): readonly string[] {
  const offset = marked.indexOf('|');
  const found = createPolicyLanguage(fields(mode), names).complete?.(marked.replace('|', ''), offset);
  return found?.options.map(({ label }) => label) ?? [];
}

/** The text after an option was chosen at the `|`, with the cursor marked. */
function chosen(marked: string, label: string, mode?: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = createPolicyLanguage(fields(mode), names).complete?.(text, offset);
  const option = found?.options.find(each => each.label === label);
  if (found === undefined || option === undefined) return undefined;
  const { insert, cursor = insert.length } = option;
  const written = `${insert.slice(0, cursor)}|${insert.slice(cursor)}`;
  return text.slice(0, found.span.from) + written + text.slice(found.span.to);
}

const rule = (condition: string, then = '') => `{"policyRule": {"if": ${condition}, "then": {${then}}}}`;

describe('completion offers', () => {
  it.each<[string, string, readonly string[]]>([
    ['the parts of a definition', '{|}', ['parameters', 'policyRule', 'metadata']],
    ['what is not there yet', '{"parameters": {}, "|"}', ['policyRule', 'metadata']],
    ['the parts of a rule', '{"policyRule": {"|"}}', ['if', 'then']],
    ['the parts of a whole definition too', '{"properties": {"policyRule": {"|"}}}', ['if', 'then']],
    ['nothing in the names of parameters', '{"parameters": {"|"}}', []],
    [
      'what a parameter has',
      '{"parameters": {"p": {"type": "String", "|"}}}',
      ['defaultValue', 'allowedValues', 'schema', 'metadata'],
    ],
    [
      'the types of parameters',
      '{"parameters": {"p": {"type": "|"}}}',
      ['String', 'Array', 'Object', 'Boolean', 'Integer', 'Float', 'DateTime'],
    ],
    ['subjects and groups first', rule('{"|"}'), ['allOf', 'anyOf', 'not', 'field', 'value', 'count']],
    ['nothing beside a group', rule('{"not": {}, "|"}'), []],
    ['nothing beside an operator', rule('{"field": "name", "like": "x", "|"}'), []],
    ['the parts of a count', rule('{"count": {"field": "a[*]", "|"}}'), ['value', 'name', 'where']],
    ['a condition in a group', rule('{"allOf": [|]}'), ['{ field, … }']],
    ['true and false', rule('{"field": "kind", "exists": |}'), ['true', 'false']],
    ['effect and details', rule('{}', '"|"'), ['effect', 'details']],
    [
      'details of the effect',
      rule('{}', '"effect": "modify", "details": {"|"}'),
      ['roleDefinitionIds', 'operations', 'conflictEffect'],
    ],
    [
      'details of what the parameter allows',
      `{"parameters": {"e": {"allowedValues": ["AuditIfNotExists", "Disabled"]}}, ${rule('{}', '"effect": "[parameters(\'E\')]", "details": {"existence|"}').slice(1)}`,
      ['type', 'name', 'existenceCondition', 'existenceScope', 'resourceGroupName', 'evaluationDelay'],
    ],
    [
      'operations',
      rule('{}', '"effect": "modify", "details": {"operations": [{"operation": "|"}]}'),
      ['add', 'addOrReplace', 'remove'],
    ],
    ['nothing in free text', '{"parameters": {"p": {"metadata": {"description": "|"}}}}', []],
    ['nothing in an empty text', '|', []],
  ])('%s', (_, marked, options) => {
    expect(offered(marked)).toEqual(options);
  });

  it.each<[string, string, string | undefined, readonly string[], readonly string[]]>([
    [
      'operators after the subject',
      rule('{"field": "name", "|"}'),
      'All',
      ['equals', 'notIn', 'exists', 'containsKey'],
      ['allOf', 'field'],
    ],
    [
      'the fields of a resource',
      rule('{"field": "|"}'),
      'All',
      ['type', 'location', "tags['name']", 'Microsoft.Storage/storageAccounts/minimumTlsVersion'],
      [`${COMPONENT}/model.registryName`],
    ],
    [
      'the fields of a component',
      rule('{"field": "|"}'),
      ML,
      ['type', 'name', `${COMPONENT}/model.registryName`],
      ['location', 'Microsoft.Storage/storageAccounts/minimumTlsVersion'],
    ],
    [
      'arrays to count',
      rule('{"count": {"field": "|"}}'),
      'All',
      ['Microsoft.Storage/storageAccounts/networkAcls.ipRules[*]'],
      ['type', 'Microsoft.Storage/storageAccounts/minimumTlsVersion'],
    ],
    [
      'what can be modified',
      rule('{}', '"effect": "modify", "details": {"operations": [{"field": "|"}]}'),
      'All',
      ["tags['name']", 'Microsoft.Storage/storageAccounts/minimumTlsVersion'],
      ['location'],
    ],
    [
      'resource types',
      rule('{"field": "type", "equals": "|"}'),
      'All',
      [
        'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
        'Microsoft.Storage/storageAccounts',
      ],
      [COMPONENT],
    ],
    [
      'types in a list',
      rule('{"field": "type", "in": ["|"]}'),
      ML,
      [COMPONENT],
      ['Microsoft.Storage/storageAccounts'],
    ],
    [
      'effects of the mode',
      rule('{}', '"effect": "|"'),
      ML,
      ['deny', 'audit', 'disabled'],
      ['modify', 'append'],
    ],
    [
      'effects of resources',
      rule('{}', '"effect": "|"'),
      'Indexed',
      ['deny', 'modify', 'deployIfNotExists'],
      ['mutate'],
    ],
    [
      'functions in an expression',
      rule('{"value": "[con|"'),
      'All',
      ['concat', 'contains', 'parameters'],
      ['field'],
    ],
  ])('%s', (what, marked, mode, some, none) => {
    const options = offered(marked, mode);
    expect(options).toEqual(expect.arrayContaining([...some]));
    if (what !== 'functions in an expression') for (const each of none) expect(options).not.toContain(each);
  });

  it('parameters, by name and as an expression', () => {
    const declared = '"parameters": {"it\'s": {"type": "String"}},';
    expect(offered(`{${declared} "policyRule": {"if": {"field": "name", "equals": "|"}}}`)).toEqual([
      "[parameters('it''s')]",
    ]);
    expect(
      offered(`{${declared} "policyRule": {"if": {"field": "name", "equals": "[parameters('|')]"}}}`),
    ).toEqual(["it's"]);
  });

  it('the aliases of the types that the rule asks for first', () => {
    const marked = rule(
      '{"allOf": [{"field": "type", "equals": "Microsoft.Storage/storageAccounts"}, {"field": "|"}]}',
    );
    const found = createPolicyLanguage(fields(), names).complete?.(
      marked.replace('|', ''),
      marked.indexOf('|'),
    );
    const rank = (label: string) => found?.options.find(each => each.label === label)?.rank;
    expect(rank('Microsoft.Storage/storageAccounts/minimumTlsVersion')).toBe(1);
  });
});

describe('what is chosen is written', () => {
  it.each<[string, string, string]>([
    [rule('{"field": "name", "eq|"}'), 'equals', rule('{"field": "name", "equals": "|"}')],
    [rule('{"field": "name", |}'), 'in', rule('{"field": "name", "in": ["|"]}')],
    [rule('{"field": "name", "ex|"}'), 'exists', rule('{"field": "name", "exists": true|}')],
    [rule('{"field": "name", "eq|": "x"}'), 'equals', rule('{"field": "name", "equals"|: "x"}')],
    [rule('{"|"}'), 'allOf', rule('{"allOf": [{|}]}')],
    [rule('{"allOf": [|]}'), '{ field, … }', rule('{"allOf": [{ "field": "|" }]}')],
    [rule('{"field": "na|me"}'), 'kind', rule('{"field": "kind"|}')],
    [rule('{"field": |}'), 'kind', rule('{"field": "kind"|}')],
    [rule('{"value": "[conc|]"}'), 'concat', rule('{"value": "[concat(|)]"}')],
    [rule('{"value": "[requ|]"}'), 'requestContext', rule('{"value": "[requestContext()|]"}')],
  ])('%s: %s', (marked, label, written) => {
    expect(chosen(marked, label)).toBe(written);
  });
});

describe('help', () => {
  const explained = (marked: string) => {
    const found = createPolicyLanguage(fields(ML), names).explain?.(
      marked.replace('|', ''),
      marked.indexOf('|'),
    );
    return found && `${found.title}: ${found.text}`;
  };
  it.each<[string, RegExp]>([
    [rule('{"field": "name", "not|In": []}'), /^notIn: The exact opposite of `in`/],
    [rule('{"ALL|OF": []}'), /^ALLOF: True when all/],
    [
      rule(`{"field": "${COMPONENT}/model.reg|istryName"}`),
      /^Microsoft.*registryName: Alias, String, at model.registryName/,
    ],
    [rule('{"field": "ki|nd"}'), /^kind: The kind of the resource/],
    [rule('{}', '"effect": "De|ny"'), /^deny: Refuses the request/],
    [rule('{"value": "[toL|ower(field(\'name\'))]"}'), /^toLower: [\s\S]*\n1 argument$/],
    [
      `{"parameters": {"p": {"type": "Array", "defaultValue": []}}, ${rule('{"value": "[parameters(\'|p\')]"}').slice(1)}`,
      /^p: Parameter, Array, default $/,
    ],
    ['{"policy|Rule": {}}', /^policyRule: When the policy applies/],
    [rule('{"field": "kind"|}'), /^kind: The kind of the resource/],
  ])('%s', (marked, text) => {
    expect(explained(marked)).toMatch(text);
  });

  it.each([
    rule('{"field": "name", "equals": "sh|e"}'),
    rule('{"equals": 1|2}'),
    '|',
    rule('{"unheard|Of": 1}'),
  ])('nothing: %s', marked => {
    expect(explained(marked)).toBeUndefined();
  });
});

describe('what is wrong', () => {
  const marked = (text: string, mode?: string) =>
    diagnoseDraft(text, fields(mode), names).text.map(
      ({ code, from, to }) => `${code} ${text.slice(from, to)}`,
    );

  it.each<[string, string, readonly string[]]>([
    ['nothing', rule('{"field": "type", "equals": "Microsoft.Compute/disks"}', '"effect": "deny"'), []],
    [
      'an operator',
      rule('{"field": "name", "equalz": "x"}', '"effect": "deny"'),
      ['operator/unknown "equalz"'],
    ],
    ['an effect', rule('{"field": "name", "equals": "x"}', '"effect": "denyy"'), ['effect/unknown "denyy"']],
    ['no rule at all', '{}', ['definition/no-policyRule {']],
    ['no JSON', '{"policyRule": }', ['json/syntax }']],
    ['no text', '', ['json/syntax ']],
  ])('%s', (_, text, problems) => {
    expect(marked(text)).toEqual(problems);
  });

  it('imported aliases are known', () => {
    const text = rule(
      '{"field": "Microsoft.Storage/storageAccounts/minimumTlsVersion", "equals": "x"}',
      '"effect": "audit"',
    );
    expect(marked(text)).toEqual([]);
    expect(marked(text.replace('minimum', 'maximum'))).toEqual([
      'alias/unknown "Microsoft.Storage/storageAccounts/maximumTlsVersion"',
    ]);
  });

  it('what the fields say is said of the fields', () => {
    const text = rule('{"field": "name", "equals": "x"}', '"effect": "audit"');
    const { fields: said } = diagnoseDraft(
      text,
      { mode: 'Allof', displayName: 'x'.repeat(129), description: '' },
      names,
    );
    expect(said.mode).toMatch(/'Allof' is no mode/);
    expect(said.displayName).toMatch(/at most 128/);
  });

  it('what the server says is put where it belongs', () => {
    const text = rule('{"field": "name", "equals": "x"}');
    const { text: problems, fields: said } = placeServerProblems(text, [
      { code: 'a', message: 'm', target: '/policyRule/if/equals' },
      { code: 'b', message: 'n', target: '/properties/version' },
      { code: 'c', message: 'o', target: '' },
    ]);
    expect(problems.map(({ code, from, to }) => `${code} ${text.slice(from, to)}`)).toEqual(['a "x"', 'c {']);
    expect(said).toEqual({ version: 'n' });
  });
});

it('namespaces are found once, without those of components', () => {
  expect(
    namespacesIn(
      `"Microsoft.Storage/x" "microsoft.storage/y" "${COMPONENT}" "https://a.b/c" "azureml://x/y"`,
    ),
  ).toEqual(['a.b', 'microsoft.storage']);
  expect(namespacesIn('')).toEqual([]);
});

it('custom definitions may have the modes of resources and of models', () => {
  expect(customModes(names.vocabulary)).toEqual(['All', 'Indexed', ML, 'Microsoft.CognitiveServices.Data']);
});
