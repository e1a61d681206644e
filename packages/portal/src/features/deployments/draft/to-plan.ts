import type { JsonObject } from '@sluice/arm/protocol';
import type { Draft } from './draft.ts';

/** The requests that a draft comes to. */
export type Plan = {
  /** What is written, and what says whether it may be: the deployment, or a serverless endpoint. */
  readonly deploymentId: string;
  readonly body: JsonObject;
  /** The endpoint that the deployment stands behind; undefined where it is one itself. */
  readonly endpointId: string | undefined;
  /** What a new endpoint is made of. */
  readonly endpointBody: JsonObject;
};

const COLLECTIONS = {
  online: 'onlineEndpoints',
  batch: 'batchEndpoints',
  serverless: 'serverlessEndpoints',
} as const;

/** `location`: of the workspace, which everything in it has. */
export function toPlan(draft: Draft, location: string): Plan {
  const { workspace, kind, endpoint, name } = draft;
  const endpointId = `${workspace}/${COLLECTIONS[kind]}/${endpoint}`;
  const tags = Object.fromEntries(draft.tags.map(readTag));
  return {
    endpointId: kind === 'serverless' ? undefined : endpointId,
    deploymentId: kind === 'serverless' ? endpointId : `${endpointId}/deployments/${name}`,
    body: { location, ...(draft.tags.length === 0 ? {} : { tags }), ...bodyOf(draft) },
    endpointBody: { location, properties: { authMode: kind === 'batch' ? 'AADToken' : 'Key' } },
  };
}

function bodyOf({ kind, model, instanceType, instanceCount }: Draft): JsonObject {
  switch (kind) {
    case 'online':
      return {
        sku: { name: 'Default', capacity: instanceCount },
        properties: { endpointComputeType: 'Managed', model, instanceType },
      };
    case 'batch':
      return {
        properties: {
          model: { referenceType: 'Id', assetId: model },
          resources: { instanceCount, ...(instanceType === '' ? {} : { instanceType }) },
        },
      };
    case 'serverless':
      return { sku: { name: 'Consumption' }, properties: { modelSettings: { modelId: model } } };
  }
}

function readTag(tag: string): readonly [name: string, value: string] {
  const at = tag.indexOf('=');
  return at === -1 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)];
}
