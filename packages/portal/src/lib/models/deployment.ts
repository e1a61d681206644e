import type { JsonObject } from '@sluice/arm/protocol';
import { nameOfId } from '../format/id.ts';
import { numberAt, objectAt, textAt } from '../json.ts';

export type DeploymentKind = 'online' | 'batch' | 'serverless' | 'account';

/** Something that runs a model, as lists of them show it. */
export type Deployment = {
  readonly id: string;
  readonly name: string;
  /** As the API spells it; one that is not known here stays as it is. */
  readonly kind: string;
  readonly type: string;
  readonly location: string | undefined;
  /** The workspace or account that it is in. */
  readonly parentId: string;
  readonly endpointId: string | undefined;
  readonly model: DeployedModel;
  readonly sku: string | undefined;
  readonly capacity: number | undefined;
  readonly instanceType: string | undefined;
  readonly provisioningState: string | undefined;
  readonly createdAt: string | undefined;
  readonly createdBy: string | undefined;
  /** Undefined: no rule judges it, or the reader may not know. */
  readonly complianceState: string | undefined;
  /** Whether the reader may know what rules say of it. */
  readonly knowsCompliance: boolean;
};

/** What a deployment runs. Of an image or of files little is known. */
export type DeployedModel = {
  readonly assetId: string | undefined;
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly registry: string | undefined;
  readonly publisher: string | undefined;
  readonly licence: string | undefined;
  readonly task: string | undefined;
  /** `registry`, `workspace`, `image`, `path`. */
  readonly source: string | undefined;
};

export function readDeployment(item: JsonObject): Deployment {
  const id = textAt(item, 'id') ?? '';
  const properties = objectAt(item, 'properties');
  const sku = objectAt(item, 'sku');
  return {
    id,
    name: textAt(item, 'name') ?? nameOfId(id),
    kind: textAt(properties, 'kind') ?? '',
    type: textAt(item, 'type') ?? '',
    location: textAt(item, 'location'),
    parentId: textAt(properties, 'parentId') ?? '',
    endpointId: textAt(properties, 'endpointId'),
    model: readDeployedModel(objectAt(properties, 'model')),
    sku: textAt(sku, 'name'),
    capacity: numberAt(sku, 'capacity'),
    instanceType: textAt(properties, 'instanceType'),
    provisioningState: textAt(properties, 'provisioningState'),
    createdAt: textAt(properties, 'createdAt'),
    createdBy: textAt(properties, 'createdBy'),
    complianceState: textAt(properties, 'complianceState'),
    knowsCompliance: properties['compliance'] !== undefined,
  };
}

function readDeployedModel(model: JsonObject): DeployedModel {
  return {
    assetId: textAt(model, 'assetId'),
    name: textAt(model, 'name'),
    version: textAt(model, 'version'),
    registry: textAt(model, 'registry'),
    publisher: textAt(model, 'publisher'),
    licence: textAt(model, 'licence'),
    task: textAt(model, 'task'),
    source: textAt(model, 'source'),
  };
}
