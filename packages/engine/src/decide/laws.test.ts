import type { JsonObject } from '@sluice/language';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import { assign, assignment, definition, put, snapshotOf, THING, thing, write } from '../testing/policies.ts';
import { decide } from './decide.ts';

// What holds of every write, whatever is assigned: rules over tags and a size that look, refuse and change.

const TAGS = ['a', 'b', 'c'];
const VALUES = ['x', 'y', 'X'];
const SCOPES = [
  '/providers/Microsoft.Management/managementGroups/root',
  '/subscriptions/s1',
  '/subscriptions/s1/resourceGroups/rg1',
];

const tag = fc.constantFrom(...TAGS).map(name => `tags.${name}`);
const leaf = fc.oneof(
  fc.tuple(tag, fc.constantFrom(...VALUES)).map(([field, equals]): JsonObject => ({ field, equals })),
  fc.tuple(tag, fc.boolean()).map(([field, exists]): JsonObject => ({ field, exists })),
  fc.tuple(tag, fc.constantFrom('x*', '*')).map(([field, notLike]): JsonObject => ({ field, notLike })),
  fc.constantFrom(1, 2, 3).map((greater): JsonObject => ({ field: `${THING}/size`, greater })),
);
const condition: fc.Arbitrary<JsonObject> = fc.letrec<{ node: JsonObject }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 2 }).map((allOf): JsonObject => ({ allOf })),
    fc.array(tie('node'), { minLength: 1, maxLength: 2 }).map((anyOf): JsonObject => ({ anyOf })),
    tie('node').map((not): JsonObject => ({ not })),
  ),
})).node;
const then = fc.oneof(
  fc.constantFrom('deny', 'audit').map((effect): JsonObject => ({ effect })),
  fc
    .tuple(tag, fc.constantFrom(...VALUES))
    .map(([field, value]): JsonObject => ({ effect: 'append', details: [{ field, value }] })),
  fc
    .tuple(
      fc.constantFrom('add', 'addOrReplace', 'remove'),
      tag,
      fc.constantFrom(...VALUES),
      fc.constantFrom('deny', 'audit', 'disabled'),
    )
    .map(
      ([operation, field, value, conflictEffect]): JsonObject => ({
        effect: 'modify',
        details: {
          roleDefinitionIds: ['/x'],
          conflictEffect,
          operations: [operation === 'remove' ? { operation, field } : { operation, field, value }],
        },
      }),
    ),
);
const rule = fc.record({
  condition,
  then,
  scope: fc.constantFrom(...SCOPES),
  enforcementMode: fc.constantFrom<PolicyAssignment['enforcementMode']>('Default', 'Default', 'DoNotEnforce'),
});
const resource = fc.record({
  tags: fc.dictionary(fc.constantFrom(...TAGS, 'A'), fc.constantFrom(...VALUES), { maxKeys: 3 }),
  size: fc.integer({ min: 0, max: 4 }),
});

function world(
  rules: readonly {
    condition: JsonObject;
    then: JsonObject;
    scope: string;
    enforcementMode: PolicyAssignment['enforcementMode'];
  }[],
) {
  return snapshotOf(
    ...rules.flatMap((each, index) => {
      const record: PolicyDefinition = definition(`d${index}`, {
        mode: 'All',
        policyRule: { if: { allOf: [{ field: 'type', equals: THING }, each.condition] }, then: each.then },
      });
      const { scope, enforcementMode } = each;
      return [put(record), assign(assignment(`a${index}`, scope, record, { enforcementMode }))];
    }),
  );
}

const written = ({ tags, size }: { tags: JsonObject; size: number }) =>
  thing('t', { tags, properties: { size } });

test('no accepted write is non-compliant with an enforced deny', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), resource, (rules, given) => {
      const snapshot = world(rules);
      const request = write(snapshot, written(given));
      const decision = decide(snapshot, request);
      if (decision.verdict === 'deny') return;
      const { results } = decide(snapshot, { ...request, occasion: 'scan', resource: decision.resource });
      const refused = results.filter(
        ({ effectName, enforced, outcome }) => effectName === 'deny' && enforced && outcome === 'matched',
      );
      expect(refused).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('the states of an accepted write are those that a scan of what it stored gives', () => {
  const states = (results: readonly { key: string; complianceState: string }[]) =>
    results.map(({ key, complianceState }) => [key, complianceState]);
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), resource, (rules, given) => {
      const snapshot = world(rules);
      const request = write(snapshot, written(given));
      const decision = decide(snapshot, request);
      if (decision.verdict === 'deny') return;
      const scan = decide(snapshot, { ...request, occasion: 'scan', resource: decision.resource });
      expect(states(decision.results)).toEqual(states(scan.results));
    }),
    { numRuns: 2_000 },
  );
});

test('one assignment more never lets a refused write through', () => {
  const judging = rule.filter(({ then: { effect } }) => effect === 'deny' || effect === 'audit');
  fc.assert(
    fc.property(fc.array(judging, { minLength: 2, maxLength: 6 }), resource, (rules, given) => {
      const [fewer, all] = [world(rules.slice(1)), world(rules)];
      if (decide(fewer, write(fewer, written(given))).verdict === 'allow') return;
      expect(decide(all, write(all, written(given))).verdict).toBe('deny');
    }),
    { numRuns: 1_000 },
  );
});
