import { expect, test } from 'vitest';
import type { SnapshotChange } from '../model/records.ts';
import {
  assign,
  assignment,
  deployment,
  ONE_REGISTRY,
  put,
  registryModel,
  snapshotOf,
  TYPES,
  VOCABULARY,
  write,
} from '../testing/policies.ts';
import { TREE_CHANGES } from '../testing/world.ts';
import { decide } from './decide.ts';
import { replay } from './replay.ts';

const parameters = { allowedRegistryName: 'ok', effect: 'Deny' };
const RECORDS: readonly SnapshotChange[] = [
  ...TREE_CHANGES,
  put(ONE_REGISTRY),
  assign(assignment('a', '/subscriptions/s1', ONE_REGISTRY, { parameters })),
];

test('a decision taken again from its stored records and request is the same, to the last leaf', () => {
  const snapshot = snapshotOf(...RECORDS);
  const request = write(snapshot, deployment('d', registryModel('bad')));
  const decision = decide(snapshot, request);
  const stored = JSON.parse(JSON.stringify({ RECORDS, request }));
  const again = replay(
    { types: TYPES, vocabulary: VOCABULARY, revision: 1, records: stored.RECORDS },
    stored.request,
  );
  expect(decision.verdict).toBe('deny');
  expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(decision)));
});

test('under the records of another revision it may be another decision', () => {
  const snapshot = snapshotOf(...RECORDS);
  const request = write(snapshot, deployment('d', registryModel('bad')));
  const world = { types: TYPES, vocabulary: VOCABULARY, revision: 0, records: TREE_CHANGES };
  expect([replay(world, request).verdict, replay(world, request).revision]).toEqual(['allow', 0]);
});
