import type { DeployableModelsInput } from './deployable-models/deployable-models.ts';
import type { PreviewInput } from './preview/preview.ts';

/** Every task and what it is asked with. */
export type TaskInputs = {
  readonly preview: PreviewInput;
  readonly deployableModels: DeployableModelsInput;
};

export type TaskName = keyof TaskInputs;
