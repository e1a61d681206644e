import { ApiError } from '@sluice/arm/errors';
import { applyChanges, checkChanges, decide, type Snapshot } from '@sluice/engine';
import type { Decision, PolicyDefinition } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { toRequest } from '@sluice/providers/enforcement';
import { toArm } from '@sluice/providers/prepare';
import { findType } from '@sluice/providers/types';
import { caseWorld, GROUP, putResource, WORKSPACE } from './case-world.ts';
import type { CaseResult, DefinitionCase } from './definition-case.ts';

const NOW = '2026-01-01T00:00:00.000Z';

/** Runs one case the way the server judges a PUT: check the assignment, prepare, look up facts, decide. */
export function runDefinitionCase(definition: PolicyDefinition, testCase: DefinitionCase): CaseResult {
  const { before, assigned } = caseWorld(definition, testCase);
  const { problems, warnings } = checkChanges(before, assigned);
  if (problems.length > 0)
    return {
      name: testCase.name,
      problems: problems.map(problem => `the assignment is refused: ${problem.message}`),
    };
  const seen = {
    ...judge(applyChanges(before, before.revision + 1, assigned), testCase),
    warnings: warnings.map(warning => warning.code),
  };
  return { name: testCase.name, problems: differences(seen, testCase) };
}

type Seen = {
  readonly verdict: string;
  readonly code?: string;
  readonly state: string;
  readonly warnings: readonly string[];
};

function judge(snapshot: Snapshot, testCase: DefinitionCase): Omit<Seen, 'warnings'> {
  try {
    const decision = decideOn(snapshot, testCase);
    return { verdict: decision.verdict, state: decision.results[0]?.complianceState ?? 'none' };
  } catch (error) {
    if (error instanceof ApiError) return { verdict: 'error', code: error.detail.code, state: 'none' };
    throw error;
  }
}

function decideOn(snapshot: Snapshot, testCase: DefinitionCase): Decision {
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
  return decide(snapshot, request);
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

function differences(seen: Seen, { expect }: DefinitionCase): readonly string[] {
  const problems: string[] = [];
  if (seen.verdict !== expect.verdict)
    problems.push(
      `verdict: expected ${expect.verdict}, got ${seen.verdict}${seen.code ? ` (${seen.code})` : ''}`,
    );
  if (expect.code !== undefined && seen.code !== expect.code)
    problems.push(`code: expected ${expect.code}, got ${seen.code ?? 'none'}`);
  if (expect.state !== undefined && seen.state !== expect.state)
    problems.push(`state: expected ${expect.state}, got ${seen.state}`);
  for (const code of expect.warnings ?? []) {
    if (!seen.warnings.includes(code))
      problems.push(`warnings: expected ${code} among [${seen.warnings.join(', ')}]`);
  }
  return problems;
}
