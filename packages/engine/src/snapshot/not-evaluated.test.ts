import type { JsonObject } from '@sluice/language';
import { expect, test } from 'vitest';
import { DATA_MODE, VOCABULARY } from '../testing/policies.ts';
import { notEvaluated } from './not-evaluated.ts';

function document(mode: string | undefined, effect: string, parameters: JsonObject = {}): JsonObject {
  return {
    ...(mode === undefined ? {} : { mode }),
    parameters,
    policyRule: { if: { field: 'name', like: 'x*' }, then: { effect } },
  };
}

test.each<[string, JsonObject]>([
  ['no mode', document(undefined, 'audit')],
  ['an ARM mode', document('all', 'Deny')],
  ['a data-plane mode that is described', document(DATA_MODE.toUpperCase(), 'audit')],
  ['an effect by parameter', document('All', "[parameters('e')]", { e: { type: 'String' } })],
  ['nothing but a rule that is no rule', { policyRule: null }],
])('%s is evaluated', (_, properties) => {
  expect(notEvaluated(properties, VOCABULARY)).toBeUndefined();
});

test.each<[string, JsonObject, string]>([
  ['a data-plane mode that is not described', document('Microsoft.Kubernetes.Data', 'audit'), 'Kubernetes'],
  ['an effect that is not built', document('Indexed', 'AddToNetworkGroup'), 'addToNetworkGroup'],
  ['an effect that was withdrawn', document('All', 'EnforceRegoPolicy'), 'EnforceRegoPolicy'],
  [
    'a default effect that is not built',
    document('All', "[parameters('e')]", { e: { type: 'String', defaultValue: 'AuditAction' } }),
    'AuditAction',
  ],
])('%s is not, and the reason names it', (_, properties, word) => {
  expect(notEvaluated(properties, VOCABULARY)).toContain(word);
});
