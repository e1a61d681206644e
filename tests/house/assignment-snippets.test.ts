import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { azSnippet } from '../../packages/portal/src/features/assignments/snippets/az.ts';
import { hclText, hclValue } from '../../packages/portal/src/features/assignments/snippets/hcl.ts';
import { restSnippet } from '../../packages/portal/src/features/assignments/snippets/rest.ts';
import { shellQuote } from '../../packages/portal/src/features/assignments/snippets/shell-quote.ts';
import { terraformSnippet } from '../../packages/portal/src/features/assignments/snippets/terraform.ts';
import type { Written } from '../../packages/portal/src/features/assignments/snippets/written.ts';

const HOST = 'https://localhost:8443';
const VERSION = '2026-06-01';
const definition =
  '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: what shells and Terraform would read, as text
const HOSTILE = [
  "it's",
  '$(touch /tmp/x) `id` $HOME ${HOME}',
  'two\nlines\tand "quotes"',
  '\\n \\ \\\\',
  '!history; a && b | c > d < e * ? ~ #',
  '%{if} ${var} %%{ $${',
  '',
  'ünï 你好 \u2028',
  "'; rm -rf / #",
];

/** What a shell makes of a command line: its words. */
function wordsOf(command: string): readonly string[] {
  const line = command.replace(/^az/, 'printf "%s\\0"');
  return execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const written = (properties: object, more: object = {}): Written => ({
  scope: '/subscriptions/5',
  name: 'only-azureml',
  body: {
    ...more,
    properties: { policyDefinitionId: definition, enforcementMode: 'Default', ...properties },
  },
});

test.each(HOSTILE)('a shell reads back %j', text => {
  expect(wordsOf(`az ${shellQuote(text)} ${shellQuote('end')}`)).toEqual([text, 'end']);
});

test.each(['plain', '/subscriptions/5', '1.*.*', '=x', '-x', 'a b', '~'])(
  '%j is quoted when it must be',
  text => {
    expect(wordsOf(`az ${shellQuote(text)}`)).toEqual([text]);
  },
);

describe('az', () => {
  test('creates the assignment of the tutorial', () => {
    const command = azSnippet(
      written({
        displayName: "Only azureml's",
        parameters: { effect: { value: 'Deny' }, list: { value: [] } },
      }),
      HOST,
      VERSION,
    );
    expect(wordsOf(command)).toEqual([
      'policy',
      'assignment',
      'create',
      '--name',
      'only-azureml',
      '--scope',
      '/subscriptions/5',
      '--policy',
      '19539b54-c61e-4196-9a38-67598701be90',
      '--display-name',
      "Only azureml's",
      '--params',
      '{"effect":{"value":"Deny"},"list":{"value":[]}}',
    ]);
    expect(command).toContain(' \\\n  --name only-azureml \\\n');
  });

  test.each([
    '/subscriptions/5/providers/Microsoft.Authorization/policyDefinitions/d',
    '/providers/Microsoft.Management/managementGroups/g/providers/Microsoft.Authorization/policyDefinitions/d',
  ])('names a definition of ours by its id: %s', policyDefinitionId => {
    const words = wordsOf(azSnippet(written({ policyDefinitionId }), HOST, VERSION));
    expect(words[words.indexOf('--policy') + 1]).toBe(policyDefinitionId);
  });

  test.each(['[Preview]: x', '{a: b}', 'nullable', 'what??'])('takes %j as it is', displayName => {
    expect(wordsOf(azSnippet(written({ displayName }), HOST, VERSION))).toContain(displayName);
  });

  test('says all that an assignment can have', () => {
    const words = wordsOf(
      azSnippet(
        written(
          {
            policyDefinitionId: '/providers/Microsoft.Authorization/policySetDefinitions/s',
            enforcementMode: 'DoNotEnforce',
            definitionVersion: '1.*.*',
            notScopes: ['/subscriptions/5/resourceGroups/a b'],
            nonComplianceMessages: [{ message: 'no $x' }],
            resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['x'] }] }],
            overrides: [{ kind: 'policyEffect', value: 'Audit' }],
            metadata: { assignedBy: 'Ann' },
          },
          { identity: { type: 'SystemAssigned' }, location: 'westeurope' },
        ),
        HOST,
        VERSION,
      ),
    );
    expect(words).toContain('--policy-set-definition');
    expect(words.slice(words.indexOf('--mi-system-assigned'))).toEqual([
      '--mi-system-assigned',
      '--location',
      'westeurope',
    ]);
    const wordAfter = (option: string) => words[words.indexOf(option) + 1];
    expect(wordAfter('--enforcement-mode')).toBe('DoNotEnforce');
    expect(wordAfter('--definition-version')).toBe('1.*.*');
    expect(wordAfter('--not-scopes')).toBe('["/subscriptions/5/resourceGroups/a b"]');
    expect(wordAfter('--non-compliance-messages')).toBe('[{"message":"no $x"}]');
    expect(wordAfter('--metadata')).toBe('{"assignedBy":"Ann"}');
  });

  test.each([
    ['a text that az takes for a file', { displayName: '@home' }],
    ['a text that az takes for its shorthand', { description: "'a'" }],
    ['a text that az takes for an option', { description: '-a' }],
    ['a text that az takes for nothing', { displayName: 'null' }],
    ['a text that az takes for a cry for help', { displayName: '??' }],
    ['a null that az would leave out', { parameters: { x: { value: null } } }],
    ['a property without an option', { assignmentType: 'Custom' }],
  ])('%s goes by az rest', (_, properties) => {
    const words = wordsOf(azSnippet(written(properties), HOST, VERSION));
    expect(words.slice(0, 5)).toEqual([
      'rest',
      '--method',
      'put',
      '--url',
      `${HOST}/subscriptions/5/providers/Microsoft.Authorization/policyAssignments/only-azureml?api-version=${VERSION}`,
    ]);
    expect(JSON.parse(words.at(-1) ?? '')).toEqual(written(properties).body);
  });
});

describe('rest', () => {
  test.each(HOSTILE.filter(text => text !== ''))('carries %j unharmed', text => {
    const given = written({ displayName: text });
    const command = restSnippet(given, HOST, VERSION).replace(/^curl[^<]*/, 'cat ');
    expect(JSON.parse(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }))).toEqual(given.body);
  });

  test('names the place, encoded', () => {
    expect(restSnippet({ ...written({}), name: 'a b' }, HOST, VERSION)).toContain(
      `-X PUT '${HOST}/subscriptions/5/providers/Microsoft.Authorization/policyAssignments/a%20b?api-version=${VERSION}'`,
    );
  });
});

describe('terraform', () => {
  test.each([
    ['a "b"', '"a \\"b\\""'],
    ['${x} %{y} $x 100%', '"$${x} %%{y} $x 100%"'],
    ['a\nb\\c', '"a\\nb\\\\c"'],
    ['\u0007\u2028', '"\\u0007\\u2028"'],
    ['', '""'],
  ])('%j is %s', (text, hcl) => {
    expect(hclText(text)).toBe(hcl);
  });

  test('values are expressions', () => {
    expect(hclValue({ a: [1, true, null], 'b c': {}, d: [] }, 0)).toBe(
      '{\n  a = [\n    1,\n    true,\n    null,\n  ]\n  "b c" = {}\n  d = []\n}',
    );
  });

  test.each([
    [
      '/providers/Microsoft.Management/managementGroups/root',
      'azurerm_management_group_policy_assignment',
      'management_group_id',
    ],
    ['/subscriptions/5', 'azurerm_subscription_policy_assignment', 'subscription_id'],
    ['/subscriptions/5/resourceGroups/rg', 'azurerm_resource_group_policy_assignment', 'resource_group_id'],
    [
      '/subscriptions/5/resourceGroups/rg/providers/A.B/c/d',
      'azurerm_resource_policy_assignment',
      'resource_id',
    ],
  ])('at %s', (scope, type, argument) => {
    const text = terraformSnippet({ ...written({}), scope });
    expect(text).toContain(`resource "${type}" "only-azureml" {\n`);
    expect(text).toMatch(new RegExp(`^  ${argument} += "${scope}"$`, 'm'));
  });

  test('a whole assignment', () => {
    const text = terraformSnippet(
      written(
        {
          displayName: 'Only azureml',
          enforcementMode: 'DoNotEnforce',
          notScopes: ['/subscriptions/5/resourceGroups/rg'],
          parameters: { effect: { value: 'Deny' } },
          nonComplianceMessages: [{ message: 'no', policyDefinitionReferenceId: 'm' }],
          resourceSelectors: [{ name: 'ring', selectors: [{ kind: 'resourceLocation', notIn: ['x'] }] }],
          overrides: [{ kind: 'policyEffect', value: 'Audit' }],
        },
        {
          identity: { type: 'UserAssigned', userAssignedIdentities: { '/i': {} } },
          location: 'westeurope',
        },
      ),
    );
    expect(text).toBe(`resource "azurerm_subscription_policy_assignment" "only-azureml" {
  name                 = "only-azureml"
  subscription_id      = "/subscriptions/5"
  policy_definition_id = "${definition}"
  display_name         = "Only azureml"
  not_scopes = [
    "/subscriptions/5/resourceGroups/rg",
  ]
  location = "westeurope"
  enforce = false

  parameters = jsonencode({
    effect = {
      value = "Deny"
    }
  })
  identity {
    type = "UserAssigned"
    identity_ids = [
      "/i",
    ]
  }
  non_compliance_message {
    content                        = "no"
    policy_definition_reference_id = "m"
  }
  resource_selectors {
    name = "ring"
    selectors {
      kind = "resourceLocation"
      not_in = [
        "x",
      ]
    }
  }
  overrides {
    value = "Audit"
  }
}
`);
  });

  test('says what it cannot say', () => {
    const text = terraformSnippet(
      written({
        definitionVersion: '1.*.*',
        enforcementMode: 'Enroll',
        overrides: [{ kind: 'definitionVersion', value: '1.0.0' }],
      }),
    );
    for (const what of ['definitionVersion', "the enforcement mode 'Enroll'", 'overrides of the version'])
      expect(text).toContain(`# azurerm has no argument for ${what}: it is left out.\n`);
    expect(text).not.toContain('enforce =');
    expect(text).not.toContain('overrides {');
  });

  test.each([
    ['1st', '_1st'],
    ['ünï', '_n_'],
    ['***', 'assignment'],
  ])('%j is called %s there', (name, label) => {
    expect(terraformSnippet({ ...written({}), name })).toContain(
      `"azurerm_subscription_policy_assignment" "${label}"`,
    );
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: what shells and Terraform would read, as text
