import { describe, expect, test } from 'vitest';
import { readExemption } from '../../../lib/policy/exemption.ts';
import { checkDraft, type Draft, draftOf, idOf, nameFrom, toBody } from './draft.ts';

const NOW = new Date('2026-11-29T12:00:00');
const DRAFT: Draft = {
  assignmentId: '/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/a',
  scope: '/subscriptions/s/resourceGroups/rg',
  referenceIds: [],
  category: 'Waiver',
  displayName: 'Trial of a model',
  name: 'trial-of-a-model',
  reason: 'Agreed by Ann',
  expires: '2026-12-31',
};

describe('a draft', () => {
  test.each([
    ['nothing', {}, {}],
    ['no assignment', { assignmentId: '' }, { assignment: 'assignment' }],
    ['no scope', { scope: ' ' }, { scope: 'scope' }],
    ['a scope that is no id', { scope: 'rg' }, { scope: 'badScope' }],
    ['no name', { displayName: '  ' }, { displayName: 'name' }],
    ['an id with a slash', { name: 'a/b' }, { name: 'id' }],
    ['an id that is too long', { name: 'x'.repeat(65) }, { name: 'id' }],
    ['an id with a dot at its end', { name: 'a.' }, { name: 'id' }],
    ['no reason', { reason: '\n' }, { reason: 'reason' }],
    ['a day that has passed', { expires: '2026-11-28' }, { expires: 'expires' }],
  ] as const)('has %s wrong with it', (_, change, expected) => {
    expect(checkDraft({ ...DRAFT, ...change }, NOW)).toEqual(expected);
  });

  test.each([
    ['today', '2026-11-29'],
    ['no day', ''],
  ])('may end on %s', (_, expires) => {
    expect(checkDraft({ ...DRAFT, expires }, NOW)).toEqual({});
  });

  test('is written to its scope, one slash between', () => {
    expect(idOf({ ...DRAFT, scope: `${DRAFT.scope}/ ` })).toBe(
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Authorization/policyExemptions/trial-of-a-model',
    );
  });

  test('becomes a body', () => {
    expect(toBody(DRAFT, undefined)).toEqual({
      properties: {
        policyAssignmentId: DRAFT.assignmentId,
        exemptionCategory: 'Waiver',
        displayName: 'Trial of a model',
        description: 'Agreed by Ann',
        expiresOn: new Date('2026-12-31T23:59:59').toISOString(),
      },
    });
  });

  test('of an exemption keeps what the form does not show, and can take the end and the members away', () => {
    const edited = readExemption({
      id: `${DRAFT.scope}/providers/Microsoft.Authorization/policyExemptions/x`,
      name: 'x',
      properties: {
        ...(toBody({ ...DRAFT, referenceIds: ['one'] }, undefined)['properties'] as object),
        metadata: { ticket: 7 },
        resourceSelectors: [{ name: 's', selectors: [] }],
      },
    });
    expect(draftOf(edited)).toEqual({ ...DRAFT, name: 'x', referenceIds: ['one'] });
    expect(toBody({ ...draftOf(edited), expires: '', referenceIds: [] }, edited)).toEqual({
      properties: {
        policyAssignmentId: DRAFT.assignmentId,
        exemptionCategory: 'Waiver',
        displayName: 'Trial of a model',
        description: 'Agreed by Ann',
        metadata: { ticket: 7 },
        resourceSelectors: [{ name: 's', selectors: [] }],
      },
    });
  });
});

test.each([
  ['Trial of a model: Phi-4!', 'trial-of-a-model-phi-4'],
  ['', ''],
  ['x'.repeat(80), 'x'.repeat(64)],
])('a name from "%s"', (displayName, expected) => {
  expect(nameFrom(displayName)).toBe(expected);
});
