import type { ResourceType } from '../../../resource-type.ts';
import { aliasTable } from '../../resource-parts.ts';
import { MODEL_VERSION, MODEL_VERSION_ALIASES } from '../model-type.ts';

const TYPE = 'Microsoft.MachineLearningServices/workspaces/models/versions';

/** One version of a model of one workspace. */
export const WORKSPACE_MODEL_VERSIONS: ResourceType = {
  ...MODEL_VERSION,
  type: TYPE,
  parent: 'Microsoft.MachineLearningServices/workspaces/models',
  aliases: aliasTable(TYPE, MODEL_VERSION_ALIASES),
};
