import type { Vocabulary } from '@sluice/language';
import { EFFECTS, effectNamed } from '../effects/index.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import { keyOf } from '../scope/ancestry.ts';
import { failingProgram } from './failing-program.ts';
import type { ProgramCache } from './programs.ts';
import type { BoundAssignment, BoundMode } from './snapshot.ts';

/**
 * The assignment made ready for decisions. Never fails: an assignment without a usable definition refuses what it covers,
 * as a rule that cannot be evaluated does, and says why.
 */
export function bindAssignment(
  assignment: PolicyAssignment,
  definition: PolicyDefinition | undefined,
  programs: ProgramCache,
  vocabulary: Vocabulary,
): BoundAssignment {
  if (!definition) {
    const message = `The policy definition '${assignment.policyDefinitionId}' does not exist.`;
    return broken(
      assignment,
      absent(assignment.policyDefinitionId),
      { kind: 'all' },
      'PolicyDefinitionNotFound',
      message,
    );
  }
  const mode = modeOf(definition.mode, vocabulary);
  if (!mode) {
    const notYet = isDataMode(definition.mode);
    const code = notYet ? 'FeatureNotSupported' : 'InvalidPolicyMode';
    const message = `The mode '${definition.mode}' is not ${notYet ? 'supported yet' : 'known'}.`;
    return broken(assignment, definition, { kind: 'all' }, code, message);
  }
  const compiled = programs.programOf(definition, assignment.parameters, vocabulary);
  if (!compiled.program) return broken(assignment, definition, mode, compiled.code, compiled.message);
  const effect = effectNamed(compiled.program.effect);
  if (effect === undefined) {
    const message = `The effect '${compiled.program.effect}' does not exist.`;
    return broken(assignment, definition, mode, 'InvalidPolicyEffect', message);
  }
  if (!EFFECTS[effect].supported) {
    const message = `The effect '${effect}' is not supported yet.`;
    return broken(assignment, definition, mode, 'FeatureNotSupported', message);
  }
  return { ...common(assignment, definition, mode), program: compiled.program, effect };
}

/** A definition's mode; a missing one is Indexed. Undefined for a data-plane mode that nobody has described. */
export function modeOf(text: string, vocabulary: Vocabulary): BoundMode | undefined {
  const folded = text.toLowerCase();
  if (folded === 'all') return { kind: 'all' };
  if (folded === '' || folded === 'indexed') return { kind: 'indexed' };
  return vocabulary.dataMode(text) ? { kind: 'data', mode: folded } : undefined;
}

/** Whether the text is spelt like a data-plane mode (`Microsoft.KeyVault.Data`). */
export function isDataMode(text: string): boolean {
  return text.toLowerCase().endsWith('.data');
}

function broken(
  assignment: PolicyAssignment,
  definition: PolicyDefinition,
  mode: BoundMode,
  code: ProblemCode,
  message: string,
): BoundAssignment {
  const program = failingProgram('Deny', code, message);
  return { ...common(assignment, definition, mode), program, effect: 'deny', broken: { code, message } };
}

function common(
  assignment: PolicyAssignment,
  definition: PolicyDefinition,
  mode: BoundMode,
): Omit<BoundAssignment, 'program' | 'effect'> {
  return {
    assignment,
    definition,
    key: assignment.id.toLowerCase(),
    mode,
    notScopes: assignment.notScopes.map(keyOf),
    policy: {
      assignmentId: assignment.id,
      definitionId: definition.id,
      setDefinitionId: '',
      definitionReferenceId: '',
    },
  };
}

/** Stands in for a definition that is gone, so that results and records have something to name. */
function absent(id: string): PolicyDefinition {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return { id, name, policyType: 'Custom', mode: 'All', version: '', document: {} };
}
