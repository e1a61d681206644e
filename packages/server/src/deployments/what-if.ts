import type { ErrorDetail } from '@sluice/arm/errors';
import { toErrorBody } from '@sluice/arm/errors';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import type { Decision, Resource } from '@sluice/engine/model';
import { toArm } from '@sluice/providers/prepare';
import { isObject, objectAt, textAt } from '../json-value.ts';
import type { Rehearsed } from './rehearse-plan.ts';
import { isComplete, type Removal } from './remove-others.ts';

export type WhatIfInput = {
  /** As it was asked for. */
  readonly body: JsonValue | undefined;
  /** As it would be stored. */
  readonly deployment: Resource;
  readonly rehearsed: readonly Rehearsed[];
  /** What is there and not in the template. */
  readonly others: readonly Removal[];
};

/** What the server sets itself: no change that anybody asked for. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['systemData', 'etag', 'id', 'name', 'type']);

/**
 * The answer of a what-if: one change for each resource of the template and, in a resource group, for each that is there and not in it
 * (`Ignore`, or `Delete` in mode Complete). Failed with an error when something stands against the deployment.
 *
 * Each change carries, beyond the contract, what policy says of it (`policy`).
 */
export function whatIf(input: WhatIfInput): JsonObject {
  const { deployment, rehearsed, others } = input;
  const settings = objectAt(objectAt(isObject(input.body) ? input.body : {}, 'properties'), 'whatIfSettings');
  const idsOnly = textAt(settings, 'resultFormat')?.toLowerCase() === 'resourceidonly';
  const changes = [
    ...rehearsed.map(each => toChange(each, idsOnly)),
    ...others.map(({ resource, decision }) => ({
      resourceId: resource.id,
      changeType: isComplete(deployment) ? 'Delete' : 'Ignore',
      ...(idsOnly ? {} : { before: toArm(resource) }),
      ...(decision === undefined ? {} : { policy: toPolicy(decision) }),
    })),
  ];
  const details = [...rehearsed, ...others].flatMap(({ error }) => error ?? []);
  return {
    status: details.length === 0 ? 'Succeeded' : 'Failed',
    properties: { changes },
    ...(details.length === 0 ? {} : toErrorBody(refusal(details))),
  };
}

function refusal(details: readonly ErrorDetail[]): ErrorDetail {
  return {
    code: 'InvalidTemplateDeployment',
    message: 'The template would not be deployed as a whole. Please see details for more information.',
    details,
  };
}

function toChange({ planned, rehearsal, error, unknown }: Rehearsed, idsOnly: boolean): JsonObject {
  const resourceId = planned.id;
  const decision = rehearsal?.judged?.decision;
  const policy = decision === undefined ? {} : { policy: toPolicy(decision) };
  if (rehearsal === undefined) {
    return {
      resourceId,
      changeType: 'Unsupported',
      unsupportedReason: unknown ?? error?.message ?? 'It could not be tried out.',
    };
  }
  const after = toArm(rehearsal.resource);
  if (rehearsal.stored === undefined)
    return { resourceId, changeType: 'Create', ...(idsOnly ? {} : { after }), ...policy };
  const before = toArm(rehearsal.stored);
  const delta = differences(before, after, '');
  return {
    resourceId,
    changeType: delta.length === 0 ? 'NoChange' : 'Modify',
    ...(idsOnly ? {} : { before, after, delta }),
    ...policy,
  };
}

function toPolicy({ id, verdict, results }: Decision): JsonObject {
  const shown = results.filter(({ complianceState }) => complianceState !== 'Compliant');
  return {
    verdict,
    decisionId: id,
    results: shown.map(
      ({ assignment, definition, reference, effect, complianceState, refuses, message }) => ({
        policyAssignmentId: assignment.id,
        policyDefinitionId: definition.id,
        ...(reference === undefined ? {} : { policyDefinitionReferenceId: reference.referenceId }),
        effect,
        complianceState,
        refuses,
        ...(message === undefined ? {} : { nonComplianceMessage: message }),
      }),
    ),
  };
}

function differences(before: JsonObject, after: JsonObject, path: string): readonly JsonObject[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap(name => {
    if (path === '' && NOT_COMPARED.has(name)) return [];
    const at = path === '' ? name : `${path}.${name}`;
    const [one, other] = [before[name], after[name]];
    if (isObject(one) && isObject(other)) return differences(one, other, at);
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    return [difference(at, one, other)];
  });
}

function difference(path: string, before: JsonValue | undefined, after: JsonValue | undefined): JsonObject {
  const propertyChangeType = before === undefined ? 'Create' : after === undefined ? 'Delete' : 'Modify';
  return {
    path,
    propertyChangeType,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
