/**
 * Azure Policy's language: parse, check, bind, compile. A program judges one resource; the text of a definition never
 * reaches it. Pure: no clock, no network, no names but those of the vocabulary that is handed in.
 */

export { AUTHORING_LIMITS } from './check/authoring-limits.ts';
export { type CheckOptions, checkDefinition } from './check/check-definition.ts';
export { type Diagnosis, diagnose } from './check/diagnose.ts';
export type { ParameterProblem } from './check/parameter-value.ts';
export { type BoundParameters, bindParameters } from './compile/bind.ts';
export { type CompileOptions, compile } from './compile/compile.ts';
export { type CompiledDetails, compileDetails } from './compile/compile-details.ts';
export type { EvaluatedExpression, Outcome, Program, Trace, TraceNode } from './compile/program.ts';
export { EFFECT_NAMES, type EffectName, type EffectRecord } from './effects/effect-details.ts';
export { EFFECTS, findEffect } from './effects/index.ts';
export { FUNCTIONS } from './functions/index.ts';
export { OPERATORS } from './operators/index.ts';
export { type Copies, createCopies } from './runtime/copies.ts';
export { type FieldTarget, fieldTarget, type NoTarget } from './runtime/field-target.ts';
export { propertyNamed } from './runtime/property.ts';
export type { EvaluationContext, EvaluationInput } from './runtime/run.ts';
export { agreesWithType, describeType } from './runtime/token-type.ts';
export {
  type Change,
  type FieldState,
  fieldState,
  type MissingParents,
  type WrittenField,
  type WrittenPlace,
  writeField,
} from './runtime/write-field.ts';
export { DIAGNOSTIC_CODES, type DiagnosticCode } from './source/codes.ts';
export type { Diagnostic, Position, Range } from './source/diagnostic.ts';
export type { ParameterDefinition, ParameterType, ParsedDefinition, PolicyRule } from './syntax/ast.ts';
export { type ParseResult, parseDefinition } from './syntax/parse-definition.ts';
export { canonicalText, isIdentical } from './values/canonical.ts';
export { isEqual } from './values/compare.ts';
export type { JsonArray, JsonObject, JsonValue } from './values/json.ts';
export {
  type AliasDocument,
  type AliasProblem,
  type AliasTable,
  mergeAliases,
} from './vocabulary/alias-table.ts';
export { aliasesFromCatalogue } from './vocabulary/aliases-from-catalogue.ts';
export { aliasesFromProviderList } from './vocabulary/aliases-from-provider-list.ts';
export { createVocabulary, type VocabularyParts } from './vocabulary/create-vocabulary.ts';
export { extendVocabulary } from './vocabulary/extend-vocabulary.ts';
export { didYouMean, similarNames } from './vocabulary/similar.ts';
export type { Alias, DataMode, Vocabulary } from './vocabulary/vocabulary.ts';
