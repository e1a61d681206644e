import type { ScanPartInput } from '../scan/scan-part.ts';
import type { DeployableModelsInput } from './deployable-models/deployable-models.ts';
import type { PreviewInput } from './preview/preview.ts';
import type { RehearsalInput } from './rehearsal/rehearsal.ts';

/** Every task and what it is asked with. */
export type TaskInputs = {
  readonly preview: PreviewInput;
  readonly deployableModels: DeployableModelsInput;
  readonly rehearsal: RehearsalInput;
  readonly scanPart: ScanPartInput;
};

export type TaskName = keyof TaskInputs;
