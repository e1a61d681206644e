import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkChanges, decide, type Snapshot } from '@sluice/engine';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import { toArm } from '@sluice/providers/prepare';
import { findType } from '@sluice/providers/types';
import { type CaseResult, compare, type Difference } from './case-result.ts';
import { caseWorld, GROUP, putResource, WORKSPACE } from './case-world.ts';
import type { DefinitionCase } from './definition-case.ts';
import { toPolicyDefinition } from './policy-definition.ts';
import { type Decided, traceDecision } from './trace-decision.ts';

const NOW = '2026-01-01T00:00:00.000Z';

/** Runs one case the way the server judges a PUT: check the assignment, prepare, look up facts, decide. */
export function runDefinitionCase(source: JsonObject, path: string, testCase: DefinitionCase): CaseResult {
  const definition = toPolicyDefinition(source, path);
  const { before, assigned } = caseWorld(definition, testCase);
  const { problems, warnings } = checkChanges(before, assigned);
  if (problems.length > 0) {
    const got = problems.map(problem => problem.message).join('\n');
    return { differences: [{ at: 'assignment', expected: 'accepted', got }] };
  }
  const { decided, ...seen } = judge(applyChanges(before, before.revision + 1, assigned), testCase);
  return {
    differences: differencesOf({ ...seen, warnings: warnings.map(warning => warning.code) }, testCase),
    seen: decided && traceDecision(definition, { path, source }, testCase.parameters ?? {}, decided),
  };
}

type Seen = {
  readonly verdict: string;
  readonly code?: string;
  readonly state: string;
  readonly warnings: readonly string[];
};

function judge(
  snapshot: Snapshot,
  testCase: DefinitionCase,
): Omit<Seen, 'warnings'> & { readonly decided?: Decided } {
  try {
    const decided = decideOn(snapshot, testCase);
    const { verdict, results } = decided.decision;
    return { verdict, state: results[0]?.complianceState ?? 'none', decided };
  } catch (error) {
    if (error instanceof ApiError) return { verdict: 'error', code: error.detail.code, state: 'none' };
    throw error;
  }
}

function decideOn(snapshot: Snapshot, testCase: DefinitionCase): Decided {
  const { id, resource } = putResource(...putOf(testCase));
  const arm = toArm(resource);
  const request = toRequest({
    decisionId: 'case',
    at: NOW,
    occasion: 'write',
    resource: arm,
    facts: findType(id.typeKey)?.factsFor?.(arm, snapshot),
    snapshot,
    apiVersion: resource.apiVersion,
    correlationId: 'case',
    action: `${resource.type}/write`,
  });
  return { request, decision: decide(snapshot, request) };
}

function putOf({ deploys, resource }: DefinitionCase): [id: string, body: JsonObject] {
  if (resource) return [idOf(resource.type), resource.body];
  return [
    `${WORKSPACE}/onlineEndpoints/e/deployments/blue`,
    {
      location: 'westeurope',
      sku: { name: 'Default', capacity: 1 },
      properties: { model: deploys ?? '', endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
    },
  ];
}

/** An id of that type in the group of the cases, names made from the types. */
function idOf(type: string): string {
  const [namespace = '', ...types] = type.split('/');
  return `${GROUP}/providers/${namespace}/${types.map((segment, n) => `${segment}/${n === 0 && segment === 'workspaces' ? 'w' : `${segment.slice(0, 3)}-name`}`).join('/')}`;
}

function differencesOf(seen: Seen, { expect }: DefinitionCase): readonly Difference[] {
  const { verdict, code, state, warnings } = seen;
  const why = verdict === 'error' && expect.verdict !== 'error' ? ` (${code})` : '';
  const missing = (expect.warnings ?? []).filter(each => !warnings.includes(each));
  return [
    ...(verdict === expect.verdict
      ? []
      : [{ at: 'verdict', expected: expect.verdict, got: `${verdict}${why}` }]),
    ...(expect.code === undefined ? [] : compare('code', expect.code, code)),
    ...(expect.state === undefined ? [] : compare('state', expect.state, state)),
    ...missing.map(each => ({ at: 'warnings', expected: each, got: warnings.join(', ') || 'none' })),
  ];
}
