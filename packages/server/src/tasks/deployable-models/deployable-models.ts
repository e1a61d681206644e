import type { JsonObject } from '@sluice/arm/protocol';
import type { RuleResult } from '@sluice/engine/model';
import type { CatalogVersion } from '@sluice/providers/models';
import { reasonSentence } from '../../explain/reason.ts';
import type { Caller } from '../../write/caller.ts';
import type { TaskAnswer, TaskDependencies } from '../task.ts';
import { readableModels } from './catalog.ts';
import { createModelFilter, type ModelFilter } from './filter.ts';
import { createModelJudge, type Deployment } from './judge-model.ts';
import { createNearest } from './nearest.ts';

/** What is asked. Plain JSON. */
export type DeployableModelsInput = {
  readonly deployment: Deployment;
  readonly filter: ModelFilter;
  /** Every version of a model; else the newest one. */
  readonly allVersions: boolean;
  /** Models an answer at most; absent: all. */
  readonly top?: number;
  /** Asset id of the last model of the page before. */
  readonly after?: string;
  /** Judged by this revision or a later one. */
  readonly revision: number;
  readonly caller: Caller;
};

/** Models between two turns of others: some milliseconds. */
const SLICE = 100;

type JudgedModel = { readonly model: CatalogVersion; readonly refusals: readonly RuleResult[] };

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
  const catalog = readableModels(snapshot, dependencies.tenantId, input.caller);
  const models = input.allVersions ? catalog : catalog.filter(({ isNewest }) => isNewest);
  const judged: JudgedModel[] = [];
  for (const [index, model] of models.entries()) {
    if (index % SLICE === SLICE - 1) await dependencies.breathe();
    judged.push({ model, refusals: judge(model.assetId) });
  }
  const nearest = createNearest(judged.filter(isAllowed).map(({ model }) => model));
  const fits = createModelFilter(input.filter);
  const { verdict } = input.filter;
  const listed = judged.filter(
    each => fits(each.model) && (verdict === undefined || isAllowed(each) === (verdict === 'allow')),
  );
  const { after } = input;
  const rest = after === undefined ? listed : listed.filter(({ model }) => model.assetId > after);
  const page = rest.slice(0, input.top);
  const last = page.at(-1);
  const head = {
    workspaceId: input.deployment.workspaceId,
    endpointKind: input.deployment.kind,
    revision: snapshot.revision,
    counts: {
      models: listed.length,
      allowed: listed.filter(isAllowed).length,
      denied: listed.filter(each => !isAllowed(each)).length,
    },
    ...(last !== undefined && page.length < rest.length ? { skiptoken: last.model.assetId } : {}),
  };
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-sluice-revision': String(snapshot.revision),
    },
    text: write(head, page, nearest),
  };
}

/** As many models at a time as are read: the text of a whole catalog is long. */
function* write(
  head: JsonObject,
  page: readonly JudgedModel[],
  nearest: (model: CatalogVersion) => readonly string[],
): Generator<string, undefined, undefined> {
  yield `${JSON.stringify(head).slice(0, -1)},"value":[`;
  for (const [index, each] of page.entries())
    yield `${index === 0 ? '' : ','}${JSON.stringify(toWire(each, nearest))}`;
  yield ']}';
}

function isAllowed({ refusals }: JudgedModel): boolean {
  return refusals.length === 0;
}

function toWire(
  { model, refusals }: JudgedModel,
  nearest: (model: CatalogVersion) => readonly string[],
): JsonObject {
  const shown = {
    assetId: model.assetId,
    registry: model.registry,
    name: model.name,
    version: model.version,
  };
  const facts = Object.fromEntries(
    ['publisher', 'licence', 'task', 'format'].flatMap(name => {
      const value = model.facts[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (refusals.length === 0) return { ...shown, ...facts, verdict: 'allow' };
  return {
    ...shown,
    ...facts,
    verdict: 'deny',
    rules: refusals.map(ruleToWire),
    nearestAllowed: nearest(model),
  };
}

function ruleToWire(result: RuleResult): JsonObject {
  const { assignment, definition, reference, effect, message } = result;
  return {
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    ...(assignment.displayName === undefined ? {} : { policyAssignmentDisplayName: assignment.displayName }),
    policyDefinitionId: definition.id,
    ...(reference === undefined
      ? {}
      : {
          policySetDefinitionId: reference.initiative.id,
          policyDefinitionReferenceId: reference.referenceId,
        }),
    effect,
    ...(message === undefined ? {} : { message }),
    reason: reasonSentence(result),
  };
}
