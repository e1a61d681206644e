import type { Snapshot } from '@sluice/engine';
import type { CompleteInput } from './resource-type.ts';

/** The snapshot that a write is prepared against. Throws for a caller who left it out: types of the scope tree cannot do without. */
export function snapshotOf(input: CompleteInput): Snapshot {
  if (input.snapshot) return input.snapshot;
  throw new Error(`${input.id.type} is prepared without the snapshot that it needs`);
}
