import type { JsonObject } from '@sluice/arm/protocol';
import type { Snapshot } from '@sluice/engine';
import type { CatalogVersion } from '@sluice/providers/models';
import { countDeployments } from '../../catalog/count-deployments.ts';
import { type FacetValue, modelFacets } from '../../catalog/model-facets.ts';
import { createModelFilter, type ModelFilter } from '../../catalog/model-filter.ts';
import { createModelNumbers } from '../../catalog/model-numbers.ts';
import { type ModelNumbers, modelToWire } from '../../catalog/model-to-wire.ts';
import { readableModels } from '../../catalog/readable-models.ts';
import { readStoredModels, type StoredModel } from '../../catalog/stored-models.ts';
import { createPolicyReader, type PolicyReader } from '../../explain/policy-reader.ts';
import { refusalToWire, toRefusal } from '../../explain/refusal.ts';
import type { Caller } from '../../write/caller.ts';
import type { TaskAnswer, TaskDependencies } from '../task.ts';
import { createModelJudge, type Deployment } from './judge-model.ts';
import { createNearest } from './nearest.ts';
import {
  compareJudged,
  type DeployableMark,
  type DeployableSort,
  isAllowed,
  type JudgedModel,
  markOfJudged,
  writeMark,
} from './sort-judged.ts';

/** What is asked. Plain JSON. */
export type DeployableModelsInput = {
  readonly deployment: Deployment;
  readonly filter: ModelFilter & { readonly verdict?: 'allow' | 'deny' };
  /** Every version of a model; else the newest one. */
  readonly allVersions: boolean;
  /** Models an answer at most; absent: all. */
  readonly top?: number;
  /** Absent: by asset id. */
  readonly sort?: DeployableSort;
  /** Where the page before ended. */
  readonly after?: DeployableMark;
  /** Judged by this revision or a later one. */
  readonly revision: number;
  readonly caller: Caller;
};

/** Models between two turns of others: some milliseconds. */
const SLICE = 100;

/**
 * Says of every model of the catalog whether a deployment of it would go through, which rules refuse it, and for a refused one what
 * is near to it and would.
 */
export async function deployableModels(
  input: DeployableModelsInput,
  dependencies: TaskDependencies,
): Promise<TaskAnswer> {
  const snapshot = await dependencies.snapshots.since(input.revision);
  const judge = createModelJudge(snapshot, input.deployment, input.caller, dependencies);
  const { tenantId, storage } = dependencies;
  const catalog = readableModels(snapshot, tenantId, input.caller);
  const deployments = await countDeployments(snapshot, tenantId, input.caller, storage);
  const models = input.allVersions ? catalog : catalog.filter(({ isNewest }) => isNewest);
  const judged: JudgedModel[] = [];
  for (const [index, model] of models.entries()) {
    if (index % SLICE === SLICE - 1) await dependencies.breathe();
    judged.push({ model, refusals: judge(model.assetId) });
  }
  const { verdict, ...filter } = input.filter;
  const fits = createModelFilter(filter);
  const fitting = judged.filter(({ model }) => fits(model));
  const hasVerdict = (each: JudgedModel) =>
    verdict === undefined || isAllowed(each) === (verdict === 'allow');
  const numbersOf = createModelNumbers(catalog, deployments, input.allVersions);
  const { after, sort } = input;
  const listed = fitting
    .filter(hasVerdict)
    .map(each => ({ ...each, mark: markOfJudged(each, numbersOf(each.model), sort) }))
    .sort((one, other) => compareJudged(one.mark, other.mark, sort));
  const rest =
    after === undefined ? listed : listed.filter(({ mark }) => compareJudged(mark, after, sort) > 0);
  const page = rest.slice(0, input.top);
  const last = page.at(-1);
  const head = {
    workspaceId: input.deployment.workspaceId,
    endpointKind: input.deployment.kind,
    revision: snapshot.revision,
    counts: countsOf(listed),
    facets: {
      ...modelFacets(
        judged.filter(hasVerdict).map(({ model }) => model),
        filter,
      ),
      verdict: verdictFacet(fitting),
    },
    ...(last !== undefined && page.length < rest.length ? { skiptoken: writeMark(last.mark, sort) } : {}),
  };
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-sluice-revision': String(snapshot.revision),
    },
    text: write(head, page, {
      snapshot,
      mayRead: createPolicyReader(snapshot, tenantId, input.caller, input.deployment.workspaceId),
      nearest: createNearest(judged.filter(isAllowed).map(({ model }) => model)),
      numbersOf,
      storedOf: slice => readStoredModels(snapshot, tenantId, input.caller, storage, slice),
    }),
  };
}

/** What a model is told with. */
type Telling = {
  readonly snapshot: Snapshot;
  /** Of policies. */
  readonly mayRead: PolicyReader;
  nearest(model: CatalogVersion): readonly string[];
  numbersOf(model: CatalogVersion): ModelNumbers;
  /** Reads what is stored of some models. */
  storedOf(models: readonly CatalogVersion[]): Promise<(model: CatalogVersion) => StoredModel>;
};

/** As many models at a time as are read: the text of a whole catalog is long. */
async function* write(
  head: JsonObject,
  page: readonly JudgedModel[],
  telling: Telling,
): AsyncGenerator<string, undefined, undefined> {
  const { numbersOf, storedOf } = telling;
  yield `${JSON.stringify(head).slice(0, -1)},"value":[`;
  for (let start = 0; start < page.length; start += SLICE) {
    const slice = page.slice(start, start + SLICE);
    const stored = await storedOf(slice.map(({ model }) => model));
    const texts = slice.map(each =>
      JSON.stringify({
        ...modelToWire(each.model, numbersOf(each.model), stored(each.model)),
        ...verdictToWire(each, telling),
      }),
    );
    yield `${start === 0 ? '' : ','}${texts.join(',')}`;
  }
  yield ']}';
}

function countsOf(listed: readonly JudgedModel[]) {
  const allowed = listed.filter(isAllowed).length;
  return { models: listed.length, allowed, denied: listed.length - allowed };
}

/** As the facets of the catalog: how many there are of each verdict under the other filters. */
function verdictFacet(fitting: readonly JudgedModel[]): readonly FacetValue[] {
  const { allowed, denied } = countsOf(fitting);
  return [
    { value: 'allow', count: allowed },
    { value: 'deny', count: denied },
  ].filter(({ count }) => count > 0);
}

function verdictToWire(
  { model, refusals }: JudgedModel,
  { snapshot, mayRead, nearest }: Telling,
): JsonObject {
  if (refusals.length === 0) return { verdict: 'allow' };
  return {
    verdict: 'deny',
    rules: refusals.map(result => ({
      policyAssignmentName: result.assignment.name,
      ...refusalToWire(toRefusal(snapshot, result, mayRead)),
    })),
    nearestAllowed: nearest(model),
  };
}
