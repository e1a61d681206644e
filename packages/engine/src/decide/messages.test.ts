import { expect, test } from 'vitest';
import { assignment } from '../testing/policies.ts';
import { messageFor } from './messages.ts';

const general = { message: 'general' };
const specific = { message: 'specific', policyDefinitionReferenceId: 'Member' };

test.each<[string, readonly (typeof general | typeof specific)[], string | undefined, string | undefined]>([
  ['no messages', [], undefined, undefined],
  ['the general one', [general], undefined, 'general'],
  ['the general one for a member without its own', [general], 'member', 'general'],
  ['the specific one first, wherever it stands', [general, specific], 'member', 'specific'],
  ['the specific one is for its member only', [specific], 'other', undefined],
  ['the specific one is for no definition assigned alone', [specific, general], undefined, 'general'],
])('%s', (_, nonComplianceMessages, reference, message) => {
  expect(messageFor(assignment('a', '', 'd', { nonComplianceMessages }), reference)).toBe(message);
});
