import type { ResourceType } from '../../../resource-type.ts';
import { aliasTable } from '../../resource-parts.ts';
import { MODEL, MODEL_ALIASES } from '../model-type.ts';

const TYPE = 'Microsoft.MachineLearningServices/workspaces/models';

/** A model of one workspace: trained there, or copied from a registry. */
export const WORKSPACE_MODELS: ResourceType = {
  ...MODEL,
  type: TYPE,
  parent: 'Microsoft.MachineLearningServices/workspaces',
  aliases: aliasTable(TYPE, MODEL_ALIASES),
};
