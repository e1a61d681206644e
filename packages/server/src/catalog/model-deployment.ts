import { parseResourceId } from '@sluice/arm/ids';
import type { JsonObject } from '@sluice/arm/protocol';
import { type ComplianceCounts, rollUp, type Snapshot } from '@sluice/engine';
import type { ComplianceState, Resource } from '@sluice/engine/model';
import { toArm } from '@sluice/providers/prepare';
import { findType } from '@sluice/providers/types';
import { objectAt, textAt } from '../json-value.ts';
import { modelIn } from './model-in.ts';

/** A deployment of a model, and what the catalog says of the model. */
export type ModelDeployment = {
  readonly resource: Resource;
  readonly kind: DeploymentKindName;
  /** The workspace or account that it is in. */
  readonly parentId: string;
  /** Of the endpoint that it is behind; undefined: it is one itself, or an account has none. */
  readonly endpointId?: string;
  /** Facts, as components show them. */
  readonly model: JsonObject;
};

/** What deploys a model, by type (lower case). */
export const DEPLOYMENT_KIND_NAMES = {
  'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments': 'online',
  'microsoft.machinelearningservices/workspaces/batchendpoints/deployments': 'batch',
  'microsoft.machinelearningservices/workspaces/serverlessendpoints': 'serverless',
  'microsoft.cognitiveservices/accounts/deployments': 'account',
} as const;
export type DeploymentKindName = (typeof DEPLOYMENT_KIND_NAMES)[keyof typeof DEPLOYMENT_KIND_NAMES];

/** What a stored resource deploys; undefined for what deploys no model. */
export function toModelDeployment(resource: Resource, snapshot: Snapshot): ModelDeployment | undefined {
  const id = parseResourceId(resource.id);
  const kind = DEPLOYMENT_KIND_NAMES[resource.type.toLowerCase() as keyof typeof DEPLOYMENT_KIND_NAMES];
  if (id?.parentId === undefined || kind === undefined) return undefined;
  const facts = findType(resource.type.toLowerCase())?.factsFor?.(toArm(resource), snapshot, 'scan');
  const isBehind = kind === 'online' || kind === 'batch';
  return {
    resource,
    kind,
    parentId: (isBehind ? parseResourceId(id.parentId)?.parentId : undefined) ?? id.parentId,
    ...(isBehind ? { endpointId: id.parentId } : {}),
    model: objectAt(facts, 'model'),
  };
}

const FACTS = ['assetId', 'name', 'version', 'publisher', 'licence', 'task', 'source'] as const;

/** A deployment as lists show it. `compliance`: undefined where the reader may not know; empty where no rule judges it. */
export function deploymentToWire(
  { resource, kind, parentId, endpointId, model }: ModelDeployment,
  compliance: ComplianceCounts | undefined,
): JsonObject {
  const { id, name, type, body, systemData } = resource;
  const properties = objectAt(body, 'properties');
  const instanceType = textAt(properties, 'instanceType');
  const provisioningState = textAt(properties, 'provisioningState');
  const state = compliance && stateOf(compliance);
  return {
    id,
    name,
    type,
    ...(textAt(body, 'location') === undefined ? {} : { location: textAt(body, 'location') ?? '' }),
    ...(body['sku'] === undefined ? {} : { sku: body['sku'] }),
    properties: {
      kind,
      parentId,
      ...(endpointId === undefined ? {} : { endpointId }),
      model: {
        ...Object.fromEntries(
          FACTS.flatMap(fact => (model[fact] === undefined ? [] : [[fact, model[fact]] as const])),
        ),
        ...(textAt(model, 'registryName') === undefined
          ? {}
          : { registry: textAt(model, 'registryName') ?? '' }),
      },
      ...(instanceType === undefined ? {} : { instanceType }),
      ...(provisioningState === undefined ? {} : { provisioningState }),
      createdAt: systemData.createdAt,
      createdBy: systemData.createdBy,
      lastModifiedAt: systemData.lastModifiedAt,
      ...(compliance === undefined ? {} : { compliance: { ...compliance } }),
      ...(state === undefined ? {} : { complianceState: state }),
    },
  };
}

/** What the states of a resource come to; undefined where no rule judges it. */
export function stateOf(compliance: ComplianceCounts): ComplianceState | undefined {
  return rollUp(Object.keys(compliance) as ComplianceState[]);
}

/** The model that a deployment runs, whichever version. */
export function modelIdOf({ model }: ModelDeployment): string | undefined {
  const assetId = textAt(model, 'assetId');
  return assetId === undefined ? undefined : modelIn(assetId);
}
