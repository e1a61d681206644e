import type { ResourceType } from '../../../resource-type.ts';
import { aliasTable } from '../../resource-parts.ts';
import { MODEL_VERSION, MODEL_VERSION_ALIASES } from '../model-type.ts';

const TYPE = 'Microsoft.MachineLearningServices/registries/models/versions';

/** One version of a model of the catalog: what deployments may name. */
export const REGISTRY_MODEL_VERSIONS: ResourceType = {
  ...MODEL_VERSION,
  type: TYPE,
  parent: 'Microsoft.MachineLearningServices/registries/models',
  deleteAnswer: 'accepted',
  aliases: aliasTable(TYPE, MODEL_VERSION_ALIASES),
};
