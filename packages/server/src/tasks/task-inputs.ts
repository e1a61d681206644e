import type { ScanPartInput } from '../scan/scan-part.ts';
import type { DeployableModelsInput } from './deployable-models/deployable-models.ts';
import type { PreviewInput } from './preview/preview.ts';
import type { RehearsalInput } from './rehearsal/rehearsal.ts';
import type { TrialInput } from './trial/trial.ts';

/** Every task and what it is asked with. */
export type TaskInputs = {
  readonly preview: PreviewInput;
  readonly deployableModels: DeployableModelsInput;
  readonly rehearsal: RehearsalInput;
  readonly scanPart: ScanPartInput;
  readonly trial: TrialInput;
};

export type TaskName = keyof TaskInputs;
