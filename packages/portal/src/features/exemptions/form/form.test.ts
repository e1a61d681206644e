import { describe, expect, test } from 'vitest';
import { readExemption } from '../../../lib/policy/exemption.ts';
import { checkForm } from './check-form.ts';
import { addressOf, bodyOf, type Form, formOf, formOfExemption, idOf } from './form.ts';
import { requestText } from './request-text.ts';

const NOW = Date.parse('2026-11-29T06:00:00Z');
const LATER = '2027-02-27T06:00:00.000Z';
const DEPLOYMENT =
  '/subscriptions/5/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/onlineEndpoints/e/deployments/blue';
const ASSIGNMENT = '/subscriptions/5/providers/Microsoft.Authorization/policyAssignments/a';

const good: Form = {
  ...formOf({ assignment: ASSIGNMENT, resource: DEPLOYMENT, title: 'Trial', reason: 'why not' }, LATER),
  name: 'trial',
};

describe('an address', () => {
  test('fills the form in, and is made of it again', () => {
    const form: Form = {
      ...good,
      name: '',
      members: ['m1', 'm2'],
      category: 'Mitigated',
      expiresOn: undefined,
    };
    expect(formOf(addressOf(form), LATER)).toEqual(form);
  });

  test.each([
    [{}, { assignmentId: '', scope: '', category: 'Waiver', expiresOn: LATER, members: undefined }],
    [
      { category: 'nonsense', until: 'tomorrow' },
      { category: 'Waiver', expiresOn: LATER },
    ],
    [{ until: '2027-01-01T00:00:00Z' }, { expiresOn: '2027-01-01T00:00:00.000Z' }],
    [{ reason: 'x'.repeat(600) }, { description: 'x'.repeat(512) }],
  ])('%j', (address, form) => {
    expect(formOf(address, LATER)).toMatchObject(form);
  });
});

test('an exemption that is edited and not changed is written as it was', () => {
  const properties = {
    policyAssignmentId: ASSIGNMENT,
    exemptionCategory: 'Mitigated',
    displayName: 'Trial',
    description: 'why',
    expiresOn: '2026-12-24T00:00:00Z',
    policyDefinitionReferenceIds: ['m'],
    assignmentScopeValidation: 'Default',
    resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }],
    metadata: { ticket: 7 },
  };
  const exemption = readExemption({
    id: `${DEPLOYMENT}/providers/Microsoft.Authorization/policyExemptions/trial`,
    name: 'trial',
    properties,
  });
  const form = formOfExemption(exemption);
  expect(bodyOf(form)).toEqual({ properties });
  expect(idOf(form)).toBe(exemption.id);
});

test.each<[string, Partial<Form>, readonly string[]]>([
  ['nothing', {}, []],
  ['no assignment', { assignmentId: '' }, ['assignmentId']],
  ['nothing exempt', { scope: '' }, ['scope']],
  ['what is no id', { scope: 'rg-chat' }, ['scope']],
  ['no member', { members: [] }, ['members']],
  ['a name of spaces', { displayName: ' ' }, ['displayName']],
  ['a long name', { displayName: 'x'.repeat(129) }, ['displayName']],
  ['no id', { name: '' }, ['name']],
  ['a taken id', { name: 'Taken' }, ['name']],
  ['a long description', { description: 'x'.repeat(513) }, ['description']],
  ['no time', { expiresOn: '' }, ['expiresOn']],
  ['a past end', { expiresOn: '2026-11-29T06:00:00Z' }, ['expiresOn']],
  ['no end', { expiresOn: undefined }, []],
])('%s', (_, changes, fields) => {
  const found = checkForm({ ...good, ...changes }, { taken: new Set(['taken']), now: NOW });
  expect(Object.keys(found)).toEqual(fields);
});

test('an exemption that is over may keep its end', () => {
  const before = '2026-01-01T00:00:00Z';
  expect(checkForm({ ...good, expiresOn: before }, { taken: new Set(), now: NOW, before })).toEqual({});
});

test('a request says what, from what, why and until when, and leads to the form', () => {
  const text = requestText(
    { ...good, members: ['m'] },
    { assignmentName: 'Only azureml', who: 'ML engineer', link: 'https://h/x', timeText: time => time },
  );
  for (const part of [
    DEPLOYMENT,
    `Only azureml (${ASSIGNMENT})`,
    'Policies: m',
    LATER,
    'why not',
    'ML engineer',
    'https://h/x',
  ])
    expect(text).toContain(part);
  const short = requestText(
    { ...good, description: '  ', expiresOn: undefined },
    { assignmentName: 'A', who: 'w', link: 'l', timeText: time => time },
  );
  expect(short).not.toContain('Why:');
  expect(short).toContain('Until: Never');
});
