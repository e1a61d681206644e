/**
 * Limits of a definition, checked when it is saved. Source: Azure Policy documentation, "Azure Policy limits" of rules.
 *
 * Two are ours: parameters over Azure's number are warned about, since Azure's own definitions have more; and a count
 * over a value goes through as many members as its parameter has, which Azure caps at `valueCountIterations`.
 */
export const AUTHORING_LIMITS = {
  conditions: 4_096,
  existenceConditions: 128,
  functions: 2_048,
  arguments: 128,
  nestedCalls: 64,
  expressionLength: 81_920,
  fieldCountsPerArray: 5,
  valueCounts: 10,
  valueCountIterations: 100,
  nestedConditions: 512,
  parameters: 20,
  displayNameLength: 128,
  descriptionLength: 512,
} as const;
