import { readValues, writeValues } from '../../../lib/filter-values.ts';
import type { EndpointKind } from '../../../lib/models/model-query.ts';

/** The parameters of the address that a deployment in the making is kept in. */
export type DraftParameter =
  | 'model'
  | 'workspace'
  | 'kind'
  | 'endpoint'
  | 'name'
  | 'instance'
  | 'count'
  | 'traffic'
  | 'tags';

export type DraftSearch = Readonly<Partial<Record<DraftParameter, string | undefined>>>;

/** A deployment in the making. Texts that nobody has typed yet are empty. */
export type Draft = {
  /** How the deployment refers to its model. */
  readonly model: string;
  readonly workspace: string;
  readonly kind: EndpointKind;
  /** The name of the endpoint, of one that is there or a new one. */
  readonly endpoint: string;
  /** Of the deployment; a serverless endpoint is one itself. */
  readonly name: string;
  readonly instanceType: string;
  readonly instanceCount: number;
  /** Percent; undefined leaves the traffic of the endpoint as it is. Only of online endpoints. */
  readonly traffic: number | undefined;
  /** `name=value`, each. */
  readonly tags: readonly string[];
};

export const KINDS = ['online', 'batch', 'serverless'] as const satisfies readonly EndpointKind[];
export const DEFAULT_INSTANCE_TYPE = 'Standard_DS3_v2';
const DEFAULT_NAME = 'blue';
const MOST_INSTANCES = 1_000;

/** What an address says of a deployment; what it leaves out is as most deployments are. */
export function readDraft(search: DraftSearch): Draft {
  const { model = '', workspace = '', kind, endpoint = '', name, instance, count, traffic, tags } = search;
  return {
    model,
    workspace,
    kind: KINDS.find(each => each === kind) ?? 'online',
    // A link may give the whole id.
    endpoint: endpoint.slice(endpoint.lastIndexOf('/') + 1),
    name: name ?? DEFAULT_NAME,
    instanceType: instance ?? DEFAULT_INSTANCE_TYPE,
    instanceCount: wholeNumber(count, 1, MOST_INSTANCES) ?? 1,
    traffic: wholeNumber(traffic, 0, 100),
    tags: readValues(tags),
  };
}

/** The change of the address that a change of the draft means. What is as it is anyway is left out of it. */
export function writeDraft(change: Partial<Draft>): DraftSearch {
  const { kind, instanceType, instanceCount, traffic, tags, ...texts } = change;
  return {
    ...texts,
    ...('kind' in change ? { kind: kind === 'online' ? undefined : kind } : {}),
    ...('instanceType' in change ? { instance: instanceType } : {}),
    ...('instanceCount' in change ? { count: instanceCount === 1 ? undefined : String(instanceCount) } : {}),
    ...('traffic' in change ? { traffic: traffic === undefined ? undefined : String(traffic) } : {}),
    ...('tags' in change ? { tags: writeValues(tags ?? []) } : {}),
  };
}

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  return Math.min(most, Math.max(least, Number(text)));
}
