import { ApiError } from '@sluice/arm/client';
import { API, arm } from '../../../lib/arm.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { isObject } from '../../../lib/json.ts';
import { type Endpoint, readEndpoint } from '../../../lib/models/endpoint.ts';
import { shiftTraffic } from '../../../lib/models/shift-traffic.ts';
import type { Warning } from '../../../lib/policy/preview.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { warningsOf } from '../../../lib/server-warnings.ts';
import { tellWritten } from '../../../lib/writes.ts';
import type { Plan } from '../draft/to-plan.ts';

export type Step = 'endpoint' | 'deployment' | 'traffic';

/** What has become of a deployment. `madeEndpoint`: the id of the endpoint that was made for it, in vain where it was not deployed. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly deploymentId: string;
      readonly warnings: readonly Warning[];
      /** Of the policies that let it through. */
      readonly revision: string | undefined;
      /** The deployment is there, but the traffic is as it was. */
      readonly trafficError: unknown;
    }
  | { readonly kind: 'refused'; readonly decision: string; readonly madeEndpoint: string | undefined }
  | { readonly kind: 'failed'; readonly error: unknown; readonly madeEndpoint: string | undefined };

export type Order = {
  readonly plan: Plan;
  readonly isNewEndpoint: boolean;
  /** Percent of the requests; undefined leaves the traffic as it is. */
  readonly traffic: number | undefined;
};

/** The steps that an order takes, in their order. */
export function stepsOf({ plan, isNewEndpoint, traffic }: Order): readonly Step[] {
  return [
    ...(isNewEndpoint && plan.endpointId !== undefined ? (['endpoint'] as const) : []),
    'deployment',
    ...(traffic !== undefined && plan.endpointId !== undefined ? (['traffic'] as const) : []),
  ];
}

/** Makes the endpoint where there is none, deploys, changes the traffic; waits for each to have happened. Tells of each step that it begins. */
export async function deploy(order: Order, onStep: (step: Step) => void): Promise<Outcome> {
  const { plan, traffic } = order;
  const steps = stepsOf(order);
  let madeEndpoint: string | undefined;
  try {
    if (steps.includes('endpoint') && plan.endpointId !== undefined) {
      onStep('endpoint');
      await put(plan.endpointId, plan.endpointBody);
      madeEndpoint = plan.endpointId;
    }
    onStep('deployment');
    const answer = await put(plan.deploymentId, plan.body);
    let trafficError: unknown;
    if (steps.includes('traffic') && plan.endpointId !== undefined && traffic !== undefined) {
      onStep('traffic');
      trafficError = await changeTraffic(plan.endpointId, nameOfId(plan.deploymentId), traffic);
    }
    return {
      kind: 'done',
      deploymentId: plan.deploymentId,
      warnings: warningsOf(answer),
      revision: answer.header('x-sluice-revision'),
      trafficError,
    };
  } catch (error) {
    const decision = decisionOf(error);
    return decision === undefined
      ? { kind: 'failed', error, madeEndpoint }
      : { kind: 'refused', decision, madeEndpoint };
  } finally {
    for (const key of ['deployments', 'endpoints', 'endpoint', 'models', 'rehearsal'])
      void queryClient.invalidateQueries({ queryKey: [key] });
    tellWritten();
  }
}

async function put(id: string, body: Plan['body']) {
  const answer = await arm().put(id, API.machineLearning, body);
  await arm().poll(answer);
  return answer;
}

/** The error, where it could not be. */
async function changeTraffic(endpointId: string, name: string, share: number): Promise<unknown> {
  try {
    // As it is now, not as the page last saw it.
    const { traffic } = await getEndpoint(endpointId);
    const answer = await arm().patch(endpointId, API.machineLearning, {
      properties: { traffic: shiftTraffic(traffic, name, share) },
    });
    await arm().poll(answer);
    return undefined;
  } catch (error) {
    return error;
  }
}

async function getEndpoint(id: string): Promise<Endpoint> {
  const { body } = await arm().get(id, API.machineLearning);
  return readEndpoint(isObject(body) ? body : {});
}

/** The decision that refused a request; undefined where it was not policy. */
export function decisionOf(error: unknown): string | undefined {
  return error instanceof ApiError && error.status === 403
    ? error.headers['x-sluice-decision-id']
    : undefined;
}
