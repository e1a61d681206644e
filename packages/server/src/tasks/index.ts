import { deployableModels } from './deployable-models/deployable-models.ts';
import { preview } from './preview/preview.ts';
import { rehearsal } from './rehearsal/rehearsal.ts';
import { scanPart } from './scan-part/scan-part.ts';
import type { Task } from './task.ts';
import type { TaskInputs } from './task-inputs.ts';
import { trial } from './trial/trial.ts';

/** What the worker thread can do. */
export const TASKS: { readonly [Name in keyof TaskInputs]: Task<TaskInputs[Name]> } = {
  preview,
  deployableModels,
  rehearsal,
  scanPart,
  trial,
};
