import type { ErrorDetail } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import type { ArmRequest } from '@sluice/arm/protocol';
import { type Snapshot, toStates } from '@sluice/engine';
import type { Resource, RuleResult } from '@sluice/engine/model';
import type { ResourceType } from '@sluice/providers/resource-type';
import { findType } from '@sluice/providers/types';
import { decided } from '../write/decided.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import { type JudgedAgain, judgeAgain } from '../write/judge.ts';
import { write } from '../write/write.ts';
import { assignmentIdentity, refusalOf } from './assignment-identity.ts';
import { deployRelated } from './deploy-related.ts';
import type { Remediation } from './remediation.ts';
import { deploymentName } from './stable-id.ts';

/** What became of one resource of a remediation. */
export type Remedied = { readonly deploymentId?: string; readonly error?: ErrorDetail };

/**
 * Sets one resource right, as the identity of the assignment: what modify asks for is written to it, what deployIfNotExists asks for is
 * deployed. Both go through the one write path, so that rights and other policies may refuse it. What is compliant by now is left
 * alone. Doing it again is doing it once. Throws what is wrong only for now.
 */
export async function remediateOne(
  remediation: Remediation,
  resourceKey: string,
  services: WriteDependencies,
): Promise<Remedied> {
  const { storage, snapshots, metrics, now, newId } = services;
  const resource = await storage.resources.get(resourceKey);
  const type = resource === undefined ? undefined : findType(resource.type.toLowerCase());
  if (resource === undefined || type === undefined)
    return {
      error: { code: 'ResourceNotFound', message: `The resource '${resourceKey}' does not exist any more.` },
    };
  const snapshot = snapshots.current();
  if (!snapshot.rulesOf(remediation.assignmentKey).some(({ key }) => key === remediation.ruleKey)) {
    const message = `The policy assignment '${remediation.assignmentKey}', or the member of its initiative, does not exist any more.`;
    return { error: { code: 'PolicyAssignmentNotFound', message } };
  }
  const judged = await decided('scan', metrics, () =>
    judgeAgain(snapshot, type, resource, { at: now(), decisionId: newId() }, storage),
  );
  const result = judged.decision.results.find(isOf(remediation));
  if (result === undefined || result.outcome === 'notMatched' || result.outcome === 'exempt') {
    await storage.commitStates([toStates(judged.decision, resource, now())]);
    return {};
  }
  if (result.error !== undefined) return { error: result.error };
  switch (result.effectName) {
    case 'modify':
      return modifyOne(remediation, resource, type, snapshot, result, services);
    case 'deployIfNotExists':
      return deployOne(remediation, resource, type, snapshot, judged, result, services);
    default:
      return {
        error: {
          code: 'InvalidCreateRemediationRequest',
          message: `The policy has the effect '${result.effect}' for this resource by now, which sets nothing right.`,
        },
      };
  }
}

async function modifyOne(
  { runId, ruleKey, ...remediation }: Remediation,
  resource: Resource,
  type: ResourceType,
  snapshot: Snapshot,
  { assignment }: RuleResult,
  services: WriteDependencies,
): Promise<Remedied> {
  const identity = assignmentIdentity(snapshot, assignment, services.tenantId);
  if ('error' in identity) return identity;
  const id = parseResourceId(resource.id);
  if (id === undefined) throw new Error(`'${resource.id}' is no id.`);
  const request = patchOf(resource, runId, services);
  try {
    // A patch of nothing: what is stored is judged as a write, and what the policy makes of it is stored.
    const { decision } = await write(
      { verb: 'PATCH', type, id, request, caller: identity, remedies: [ruleKey] },
      services,
    );
    return { ...failureOf(decision?.results.find(isOf({ ...remediation, ruleKey }))) };
  } catch (error) {
    return { error: refusalOf(error) };
  }
}

/** A write that left things as they were has failed, even though nothing refused it. */
function failureOf(result: RuleResult | undefined): Remedied {
  if (result === undefined || result.complianceState !== 'NonCompliant') return {};
  const { code, message } = result.unchanged ?? {
    code: 'AppendPoliciesNotApplicable',
    message: 'The operations of the policy do not make the resource compliant.',
  };
  return { error: { code, message } };
}

async function deployOne(
  remediation: Remediation,
  resource: Resource,
  type: ResourceType,
  snapshot: Snapshot,
  judged: JudgedAgain,
  { assignment }: RuleResult,
  services: WriteDependencies,
): Promise<Remedied> {
  const { storage, snapshots, metrics, now, newId } = services;
  const deployed = await deployRelated(
    {
      snapshot,
      assignment,
      details: judged.detailsOf(remediation.ruleKey),
      resourceId: resource.id,
      name: deploymentName(remediation.runId, resource.key),
      correlationId: remediation.runId,
    },
    services,
  );
  const current = snapshots.current();
  const again = await decided('scan', metrics, () =>
    judgeAgain(current, type, resource, { at: now(), decisionId: newId() }, storage),
  );
  await storage.commitStates([toStates(again.decision, resource, now())]);
  return deployed;
}

function isOf({ ruleKey }: Pick<Remediation, 'ruleKey'>): (result: RuleResult) => boolean {
  return ({ key, component }) => key === ruleKey && component === undefined;
}

/** A request that nobody sent: the server acts in the identity's name. */
function patchOf(
  { id, apiVersion }: Resource,
  correlationId: string,
  { newId }: WriteDependencies,
): ArmRequest {
  return {
    verb: 'PATCH',
    path: id,
    query: new Map(),
    headers: new Map(),
    apiVersion,
    body: {},
    correlationId,
    requestId: newId(),
    baseUrl: '',
    clientAddress: '',
  };
}
