import type { EffectName, JsonObject, Vocabulary } from '@sluice/language';
import { EFFECTS, effectNamed } from '../effects/index.ts';
import type { RuleReference } from '../model/decision.ts';
import type { PolicyAssignment, PolicyDefinition } from '../model/records.ts';
import type { ProblemCode } from '../problem-code.ts';
import { keyOf } from '../scope/ancestry.ts';
import type { Binder } from './binder.ts';
import { failingProgram } from './failing-program.ts';
import type { Compiled } from './programs.ts';
import { compileResourceSelectors, type Selects } from './selectors.ts';
import type { BoundMode, BoundRule } from './snapshot.ts';

/** Where a rule comes from: an assignment, for a member of an initiative with the member. */
export type RulePlace = {
  readonly assignment: PolicyAssignment;
  readonly key: string;
  readonly reference?: RuleReference;
};

/** What is asked for: a definition by id, perhaps with another effect, perhaps for some resources only. */
export type RuleRequest = RulePlace & {
  readonly definitionId: string;
  readonly effect?: string;
  readonly selects?: Selects;
};

/** Values by name, or why there are none. */
export type GivenParameters =
  | { readonly values: JsonObject; readonly problem?: undefined }
  | { readonly problem: string };

/**
 * One definition made ready for decisions. Never fails: a rule without a usable definition refuses what it covers, and says why.
 */
export function bindRule(
  request: RuleRequest,
  definition: PolicyDefinition | undefined,
  parameters: GivenParameters,
  { programs, vocabulary }: Binder,
): BoundRule {
  if (!definition) {
    const message = `The policy definition '${request.definitionId}' does not exist${request.reference ? ', or not in the version asked for' : ''}.`;
    return broken(
      request,
      absent(request.definitionId),
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
    return broken(request, definition, { kind: 'all' }, code, message);
  }
  if (parameters.problem !== undefined)
    return broken(request, definition, mode, 'InvalidPolicyParameters', parameters.problem);
  const compiled = programs.programOf(definition, parameters.values, vocabulary);
  if (!compiled.program) return broken(request, definition, mode, compiled.code, compiled.message);
  const text = request.effect ?? compiled.program.effect;
  const effect = effectNamed(text);
  if (effect === undefined) {
    const message = `The effect '${text}' does not exist.`;
    return broken(request, definition, mode, 'InvalidPolicyEffect', message);
  }
  if (!EFFECTS[effect].supported) {
    const message = `The effect '${effect}' is not supported yet.`;
    return broken(request, definition, mode, 'FeatureNotSupported', message);
  }
  return bound(request, definition, mode, text, effect, compiled);
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
  request: RuleRequest,
  definition: PolicyDefinition,
  mode: BoundMode,
  code: ProblemCode,
  message: string,
): BoundRule {
  const program = failingProgram('Deny', code, message);
  const rule = bound(request, definition, mode, 'Deny', 'deny', { program, details: () => undefined });
  return { ...rule, broken: { code, message } };
}

function bound(
  { assignment, key, reference, selects }: RuleRequest,
  definition: PolicyDefinition,
  mode: BoundMode,
  effectText: string,
  effect: EffectName,
  { program, details }: Pick<Extract<Compiled, { program: object }>, 'program' | 'details'>,
): BoundRule {
  const chosen = compileResourceSelectors(assignment.resourceSelectors);
  return {
    assignment,
    definition,
    ...(reference && { reference }),
    program,
    details,
    key,
    assignmentKey: assignment.id.toLowerCase(),
    mode,
    effect,
    effectText,
    notScopes: assignment.notScopes.map(keyOf),
    selects:
      chosen && selects
        ? resource => chosen(resource) && selects(resource)
        : (chosen ?? selects ?? SELECTS_ALL),
    policy: {
      assignmentId: assignment.id,
      definitionId: definition.id,
      setDefinitionId: reference?.initiative.id ?? '',
      definitionReferenceId: reference?.referenceId ?? '',
    },
  };
}

const SELECTS_ALL: Selects = () => true;

/** Stands in for a definition that is gone, so that results and records have something to name. */
function absent(id: string): PolicyDefinition {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return { id, name, policyType: 'Custom', mode: 'All', version: '', document: {} };
}
