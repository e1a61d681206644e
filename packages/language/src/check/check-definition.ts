import type { Diagnostic } from '../source/diagnostic.ts';
import { createReport, placeBelow } from '../source/report.ts';
import type { ParsedDefinition } from '../syntax/ast.ts';
import type { DefinitionRest } from '../syntax/parse-definition.ts';
import { didYouMean, similarNames } from '../vocabulary/similar.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { AUTHORING_LIMITS } from './authoring-limits.ts';
import { checkCondition } from './check-condition.ts';
import type { CheckContext } from './check-context.ts';
import { checkEffect } from './check-effect.ts';
import { checkParameters, checkUnused } from './check-parameters.ts';
import { checkNeverTrue } from './never-true.ts';

export type CheckOptions = {
  /** Allows raw paths as fields and any mode: for cases from elsewhere. */
  readonly lenient?: boolean;
};

/**
 * Everything that is wrong or doubtful in one definition, in document order of its parts: parameters, `if`, `then`.
 *
 * Errors make a definition unfit to be saved; warnings are for its author. Looks at nothing but this document.
 */
export function checkDefinition(
  definition: ParsedDefinition,
  vocabulary: Vocabulary,
  options: CheckOptions = {},
): readonly Diagnostic[] {
  const context = createContext(definition, vocabulary, options);
  checkParts(context);
  if (!context.rawPaths) checkNeverTrue(definition.rule.if, context.report);
  checkUnused(context);
  return context.report.diagnostics;
}

/**
 * What is wrong with that part of a malformed definition which could be read. Of what only the whole could tell, such as
 * whether a parameter is used, nothing is said.
 */
export function checkRest(
  { definition, malformedParameters }: DefinitionRest,
  vocabulary: Vocabulary,
): readonly Diagnostic[] {
  const context = { ...createContext(definition, vocabulary, {}), malformedParameters };
  checkParts(context);
  return context.report.diagnostics;
}

function createContext(
  definition: ParsedDefinition,
  vocabulary: Vocabulary,
  options: CheckOptions,
): CheckContext {
  return {
    definition,
    vocabulary,
    report: createReport(definition.lines),
    rawPaths: options.lenient === true,
    malformedParameters: new Set(),
    usedParameters: new Set(),
    tally: { functions: 0, valueCounts: 0, fieldCounts: new Map<string, number>() },
  };
}

function checkParts(context: CheckContext): void {
  const { definition, report, rawPaths, tally } = context;
  checkTexts(context);
  if (!rawPaths) checkMode(context);
  checkParameters(context);
  const leaves = checkCondition(definition.rule.if, context);
  if (leaves > AUTHORING_LIMITS.conditions) {
    report.error(
      'limit/conditions',
      `A rule has at most ${AUTHORING_LIMITS.conditions} conditions; this has ${leaves}.`,
      definition.rule.if.at,
    );
  }
  checkEffect(context);
  if (tally.functions > AUTHORING_LIMITS.functions) {
    report.error(
      'limit/functions',
      `A rule calls at most ${AUTHORING_LIMITS.functions} functions; this calls ${tally.functions}.`,
      definition.at,
    );
  }
}

const ARM_MODES = ['All', 'Indexed'];

function checkMode({ definition, vocabulary, report }: CheckContext): void {
  const { mode, modeAt } = definition;
  if (vocabulary.dataMode(mode)?.customDefinitions === false && !isBuiltIn(definition)) {
    report.error('mode/built-in-only', `The mode ${mode} takes no definitions but built-in ones.`, modeAt);
  }
  if (
    ARM_MODES.some(known => known.toLowerCase() === mode.toLowerCase()) ||
    vocabulary.dataMode(mode) !== undefined
  )
    return;
  const similar = similarNames(mode, [
    ...ARM_MODES,
    ...(vocabulary.dataModes ?? []).map(known => known.mode),
  ]);
  report.error('mode/unknown', `'${mode}' is no mode that is known here.${didYouMean(similar)}`, modeAt);
}

/** Azure's own definitions are longer here and there, and are what they are. */
function checkTexts({ definition, report }: CheckContext): void {
  const { displayName = '', description = '', at } = definition;
  if (isBuiltIn(definition)) return;
  const limits = [
    ['displayName', displayName, AUTHORING_LIMITS.displayNameLength],
    ['description', description, AUTHORING_LIMITS.descriptionLength],
  ] as const;
  for (const [name, text, most] of limits) {
    if (text.length > most) {
      report.error(
        'limit/text',
        `${name} has at most ${most} characters; this has ${text.length}.`,
        placeBelow(at, name, at),
      );
    }
  }
}

function isBuiltIn({ policyType = '' }: ParsedDefinition): boolean {
  return ['builtin', 'static'].includes(policyType.toLowerCase());
}
