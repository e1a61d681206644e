import { notFound, toErrorBody } from '@sluice/arm/errors';
import type { ArmResponse, JsonObject } from '@sluice/arm/protocol';
import { replay } from '@sluice/engine';
import type { Decision, DecisionRecord, RuleResult } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import type { ItemCall, Route } from '../../arm/route.ts';
import { mayAct } from '../../write/access.ts';

const TYPE = 'Sluice.Governance/decisions';
const READ = `${TYPE}/read`;

/**
 * A past decision, taken again from what was kept: who asked what, which rules applied and why they said so.
 *
 * Who may not read the resource that it was about learns no more than that there is no such decision.
 */
export const GET_DECISION: Route = {
  verb: 'GET',
  kind: 'item',
  type: TYPE,
  action: READ,
  access: 'anywhere',
  handle: getDecision,
};

async function getDecision({ snapshot, services, caller, target }: ItemCall): Promise<ArmResponse> {
  const { storage, tenantId } = services;
  const record = UUID.test(target.id.name)
    ? await storage.decisions.get(target.id.name.toLowerCase())
    : undefined;
  if (record === undefined || !mayAct(snapshot, tenantId, caller, READ, record.resourceKey)) {
    throw notFound('ResourceNotFound', `There is no decision '${target.id.name}'.`);
  }
  const { revision, changes } = await storage.changes.at(record.revision);
  const { types, vocabulary } = snapshot;
  return {
    status: 200,
    body: toWire(record, replay({ types, vocabulary, revision, records: changes }, record.request)),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toWire(record: DecisionRecord, decision: Decision): JsonObject {
  return {
    id: `/providers/${TYPE}/${record.id}`,
    name: record.id,
    type: TYPE,
    properties: {
      at: record.at,
      revision: record.revision,
      engineVersion: record.engineVersion,
      verdict: record.verdict,
      recomputedVerdict: decision.verdict,
      resourceId:
        typeof record.request.resource['id'] === 'string'
          ? record.request.resource['id']
          : record.resourceKey,
      request: { ...record.request },
      components: decision.components.map(({ mode, type, id, name, content }) => ({
        mode,
        type,
        id,
        name,
        content,
      })),
      results: decision.results.map(resultToWire),
      ...(decision.verdict === 'deny' ? toErrorBody(toDenial(decision).detail) : {}),
    },
  };
}

function resultToWire(result: RuleResult): JsonObject {
  const { assignment, definition, component, error, message } = result;
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentScope: assignment.scope,
    policyDefinitionId: definition.id,
    policyDefinitionVersion: definition.version,
    enforcementMode: assignment.enforcementMode,
    effect: result.effect,
    outcome: result.outcome,
    complianceState: result.complianceState,
    refuses: result.refuses,
    ...(component === undefined ? {} : { componentId: component.id, componentType: component.type }),
    ...(message === undefined ? {} : { nonComplianceMessage: message }),
    ...(error === undefined ? {} : { error }),
    evaluatedExpressions: (result.evaluatedExpressions ?? []).map(each => ({ ...each })),
  };
}
