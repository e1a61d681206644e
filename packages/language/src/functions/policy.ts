import { available } from '../runtime/arguments/available.ts';
import { contextFunction } from './template-function.ts';

/**
 * Gives the ids of the policy in force: `assignmentId`, `definitionId`, and for a member of an initiative
 * `setDefinitionId`, `definitionReferenceId`.
 */
export const policy = contextFunction({ name: 'policy', minArgs: 0, maxArgs: 0 }, (_args, run) =>
  available('policy', run.input.context.policy),
);
