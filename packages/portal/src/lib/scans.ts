import type { JsonObject } from '@sluice/arm/protocol';
import { useQuery } from '@tanstack/react-query';
import { API } from './arm.ts';
import { numberAt, objectAt, textAt } from './json.ts';
import { getPage } from './pages.ts';

/** Judging of what exists, that a change or somebody asked for. */
export type Scan = {
  readonly id: string;
  /** The id of what it is about; `/` for everything. */
  readonly scope: string;
  /** What made it necessary: `policyAssignment`, `trigger`, `import` ... */
  readonly reason: string;
  readonly status: string;
  readonly requestedOn: string | undefined;
  readonly endedOn: string | undefined;
  /** How many resources there are to judge; undefined until they are counted. */
  readonly resources: number | undefined;
  readonly judged: number;
  readonly error: string | undefined;
};

const MOST = 20;
const WHILE_ONE_RUNS_MS = 1_000;

/** The newest scans. Asked again and again while one is under way, and not otherwise. */
export function useScans() {
  return useQuery({
    queryKey: SCANS_KEY,
    queryFn: getScans,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) === true ? WHILE_ONE_RUNS_MS : false),
  });
}

export const SCANS_KEY = ['scans'];

export function isUnderWay({ status }: Scan): boolean {
  return status === 'Queued' || status === 'Running';
}

/** From 0 to 1; undefined until the resources are counted. */
export function progressOf({ resources, judged }: Scan): number | undefined {
  if (resources === undefined) return undefined;
  return resources === 0 ? 1 : Math.min(1, judged / resources);
}

async function getScans(): Promise<readonly Scan[]> {
  const { items } = await getPage('/providers/Sluice.Governance/scans', API.governance, {
    $top: String(MOST),
  });
  return items.map(readScan);
}

export function readScan(body: JsonObject): Scan {
  const properties = objectAt(body, 'properties');
  return {
    id: textAt(body, 'name') ?? '',
    scope: textAt(properties, 'scope') ?? '/',
    reason: textAt(properties, 'reason') ?? '',
    status: textAt(properties, 'status') ?? '',
    requestedOn: textAt(properties, 'requestedOn'),
    endedOn: textAt(properties, 'endedOn'),
    resources: numberAt(properties, 'resources'),
    judged: numberAt(properties, 'judgedResources') ?? 0,
    error: textAt(objectAt(properties, 'error'), 'message'),
  };
}
