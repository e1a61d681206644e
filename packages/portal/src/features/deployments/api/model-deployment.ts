import type { JsonObject } from '@sluice/arm/protocol';
import { objectAt, textAt } from '../../../lib/json.ts';

export const KINDS = ['online', 'batch', 'serverless', 'account'] as const;
export type DeploymentKind = (typeof KINDS)[number];

/** What runs a model, as the list of them shows it. */
export type ModelDeployment = {
  readonly id: string;
  readonly name: string;
  readonly kind: DeploymentKind;
  readonly location: string | undefined;
  /** The workspace or account. */
  readonly parentId: string;
  /** Undefined where a deployment has no endpoint of its own. */
  readonly endpointId: string | undefined;
  /** What its reference means; undefined members are not known. */
  readonly model: DeployedModel;
  readonly instanceType: string | undefined;
  readonly createdAt: string | undefined;
  /** Undefined: no rule judges it, or the reader may not know. */
  readonly complianceState: string | undefined;
};

export type DeployedModel = {
  /** Canonical, where it is a model of a registry or workspace. */
  readonly assetId: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly registry: string | undefined;
  readonly publisher: string | undefined;
  readonly licence: string | undefined;
  readonly task: string | undefined;
  readonly source: string | undefined;
};

export function readModelDeployment(item: JsonObject): ModelDeployment {
  const properties = objectAt(item, 'properties');
  const model = objectAt(properties, 'model');
  const kind = textAt(properties, 'kind');
  return {
    id: textAt(item, 'id') ?? '',
    name: textAt(item, 'name') ?? '',
    kind: KINDS.find(each => each === kind) ?? 'online',
    location: textAt(item, 'location'),
    parentId: textAt(properties, 'parentId') ?? '',
    endpointId: textAt(properties, 'endpointId'),
    model: {
      assetId: textAt(model, 'assetId'),
      name: textAt(model, 'name'),
      version: textAt(model, 'version'),
      registry: textAt(model, 'registry'),
      publisher: textAt(model, 'publisher'),
      licence: textAt(model, 'licence'),
      task: textAt(model, 'task'),
      source: textAt(model, 'source'),
    },
    instanceType: textAt(properties, 'instanceType'),
    createdAt: textAt(properties, 'createdAt'),
    complianceState: textAt(properties, 'complianceState'),
  };
}
