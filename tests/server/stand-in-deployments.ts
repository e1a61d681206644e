import { ApiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import { findType } from '@sluice/providers/types';
import type { DeploymentInput, runDeployment } from '../../packages/server/src/deployments/run-deployment.ts';
import { write } from '../../packages/server/src/write/write.ts';

type Template = {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly location: string;
    readonly properties: object;
  }[];
};

/**
 * Stands in for the deployment engine where a test is about who deploys, when, and what is said of it: writes the one deployment below an
 * endpoint that the templates of these tests hold, as the caller, by the one write path. It reads no template language but
 * `[concat('workspace/', parameters('endpoint'), '/name')]`.
 */
export const standIn: typeof runDeployment = async (input, services) => {
  const deploymentId = `${input.scope}/providers/Microsoft.Resources/deployments/${input.name}`;
  try {
    for (const { id, body } of resourcesOf(input)) {
      const parsed = parseResourceId(id);
      const type = findType(parsed?.typeKey ?? '');
      if (parsed === undefined || type === undefined) throw new Error(`'${id}' cannot be deployed`);
      const request = {
        verb: 'PUT' as const,
        path: id,
        query: new Map(),
        headers: new Map(),
        apiVersion: '2024-10-01',
        body,
        correlationId: input.correlationId,
        requestId: services.newId(),
        baseUrl: '',
        clientAddress: '',
      };
      await write({ verb: 'PUT', type, id: parsed, request, caller: input.caller }, services);
    }
    return { deploymentId };
  } catch (error) {
    if (error instanceof ApiError) return { deploymentId, error: error.detail };
    throw error;
  }
};

function resourcesOf({ scope, properties }: DeploymentInput) {
  const { template, parameters } = properties as unknown as {
    readonly template: Template;
    readonly parameters: Readonly<Record<string, { readonly value: string }>>;
  };
  return template.resources.map(resource => {
    const [, workspace = '', name = ''] = /concat\('([^/]+)\/'.*'\/([^']+)'\)/.exec(resource.name) ?? [];
    const [namespace = ''] = resource.type.split('/');
    return {
      id: `${scope}/providers/${namespace}/workspaces/${workspace}/onlineEndpoints/${parameters['endpoint']?.value}/deployments/${name}`,
      body: { location: resource.location, properties: JSON.parse(JSON.stringify(resource.properties)) },
    };
  });
}
