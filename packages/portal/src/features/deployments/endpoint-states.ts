import type { JsonObject } from '@sluice/arm/protocol';
import { type StateCounts, stateOf } from '../../lib/insights/summary.ts';
import { numberAt, textAt } from '../../lib/json.ts';

/** What policy says of an endpoint: of itself, and of what stands behind it. Undefined: no rule judges it. */
export type EndpointStates = { readonly own: string | undefined; readonly deployments: string | undefined };

type Counted = { own: StateCounts; deployments: StateCounts };

const BEHIND = '/deployments/';

/** States of endpoints and of their deployments, by the id of the endpoint in lower case. `rows`: counts of states a resource. */
export function readEndpointStates(rows: readonly JsonObject[]): ReadonlyMap<string, EndpointStates> {
  const counted = new Map<string, Counted>();
  for (const row of rows) {
    const id = (textAt(row, 'resourceId') ?? '').toLowerCase();
    const state = textAt(row, 'complianceState') ?? 'Unknown';
    const end = id.lastIndexOf(BEHIND);
    const part = end < 0 ? 'own' : 'deployments';
    const key = end < 0 ? id : id.slice(0, end);
    const before = counted.get(key) ?? { own: {}, deployments: {} };
    const count = (before[part][state] ?? 0) + (numberAt(row, 'rowCount') ?? 0);
    counted.set(key, { ...before, [part]: { ...before[part], [state]: count } });
  }
  return new Map(
    [...counted].map(([key, { own, deployments }]) => [
      key,
      { own: stateOf(own), deployments: stateOf(deployments) },
    ]),
  );
}
