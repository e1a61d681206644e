import type { JsonObject } from '@sluice/arm/protocol';
import type { Refusal, Verdict } from '../explanation/explanation.ts';
import { readRefusal, readVerdict } from '../explanation/read-explanation.ts';
import { listAt, numberAt, objectsAt, textAt } from '../json.ts';

/** A model of a registry, in one version; what nobody states is undefined. */
export type CatalogModel = {
  /** `azureml://registries/<registry>/models/<name>/versions/<version>`, canonical. */
  readonly assetId: string;
  /** The resource id of the model, its versions aside. */
  readonly modelId: string | undefined;
  readonly registry: string;
  /** Canonical; `displayName` is as its registry spells it. */
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  readonly publisher: string | undefined;
  readonly licence: string | undefined;
  readonly task: string | undefined;
  readonly format: string | undefined;
  readonly stage: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly description: string | undefined;
  /** How many there are that the reader may read. */
  readonly versions: number | undefined;
  readonly deployments: number | undefined;
  /** What would become of a deployment; undefined where no workspace was asked about. */
  readonly answer: ModelAnswer | undefined;
};

/** Whether a deployment of a model would go through, and for a refused one which models near to it would. */
export type ModelAnswer = {
  readonly verdict: Verdict;
  readonly refusals: readonly Refusal[];
  /** Asset ids. */
  readonly nearest: readonly string[];
};

/** Reads a model as the catalog and the list of deployable models show it. */
export function readCatalogModel(model: JsonObject): CatalogModel {
  const assetId = textAt(model, 'assetId') ?? '';
  const name = textAt(model, 'name') ?? assetId;
  return {
    assetId,
    modelId: textAt(model, 'id'),
    name,
    registry: textAt(model, 'registry') ?? '',
    displayName: textAt(model, 'displayName') ?? name,
    version: textAt(model, 'version') ?? '',
    publisher: textAt(model, 'publisher'),
    licence: textAt(model, 'licence'),
    task: textAt(model, 'task'),
    format: textAt(model, 'format'),
    stage: textAt(model, 'stage'),
    sizeBytes: numberAt(model, 'sizeBytes'),
    description: textAt(model, 'description'),
    versions: numberAt(model, 'versions'),
    deployments: numberAt(model, 'deployments'),
    answer: textAt(model, 'verdict') === undefined ? undefined : readAnswer(model),
  };
}

function readAnswer(model: JsonObject): ModelAnswer {
  return {
    verdict: readVerdict(textAt(model, 'verdict')),
    refusals: objectsAt(model, 'rules').map(readRefusal),
    nearest: listAt(model, 'nearestAllowed').filter(each => typeof each === 'string'),
  };
}
