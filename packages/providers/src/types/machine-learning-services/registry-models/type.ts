import type { ResourceType } from '../../../resource-type.ts';
import { aliasTable } from '../../resource-parts.ts';
import { MODEL, MODEL_ALIASES } from '../model-type.ts';

const TYPE = 'Microsoft.MachineLearningServices/registries/models';

/** A model of the catalog. */
export const REGISTRY_MODELS: ResourceType = {
  ...MODEL,
  type: TYPE,
  parent: 'Microsoft.MachineLearningServices/registries',
  deleteAnswer: 'accepted',
  aliases: aliasTable(TYPE, MODEL_ALIASES),
};
