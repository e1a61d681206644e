import { expect, it } from 'vitest';
import { deploymentName, stableId } from './stable-id.ts';

it('a stable id is a UUID, of its parts alone', () => {
  expect(stableId('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(stableId('a', 'b')).toBe(stableId('a', 'b'));
  expect(stableId('a', 'b')).not.toBe(stableId('ab'));
});

it('a deployment of a policy is named as in Azure, within the limit of 64 characters', () => {
  expect(deploymentName('a')).toMatch(/^PolicyDeployment_\d{1,20}$/);
  expect(deploymentName('a')).toBe(deploymentName('a'));
});
