import type { PreviewInput } from './preview/preview.ts';

/** Every task and what it is asked with. */
export type TaskInputs = {
  readonly preview: PreviewInput;
};

export type TaskName = keyof TaskInputs;
