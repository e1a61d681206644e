// What the log of the portal tells of is told in words: each type that can be written has its own.
import { RESOURCE_TYPES } from '@sluice/providers/types';
import { expect, it } from 'vitest';
import { resourceTypes } from '../../packages/portal/src/strings/en/resource-types.ts';

const WRITTEN = RESOURCE_TYPES.filter(({ verbs }) => verbs.includes('put')).map(({ type }) => type);

it.each(WRITTEN)('%s', type => {
  expect(resourceTypes[type.toLowerCase()]).toMatch(/^[A-Z][A-Za-z ]+$/);
});
