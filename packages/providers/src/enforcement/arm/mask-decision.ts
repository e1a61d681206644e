import { decide, type Snapshot } from '@sluice/engine';
import type { Decision, EvaluationRequest, FieldChange, RuleResult } from '@sluice/engine/model';
import type { EvaluatedExpression } from '@sluice/language';
import type { ResourceType } from '../../resource-type.ts';
import { MASK, maskSecrets } from '../../shape-mask.ts';
import { maskAt } from './mask-at.ts';

/** A decision with what it was asked. */
export type Judged = { readonly request: EvaluationRequest; readonly decision: Decision };

/**
 * A decision and its request as they may be kept and shown: without any value that the type's shape marks as secret, and with
 * the same verdict and outcomes. Whatever is made of a decision is made of what this gives.
 *
 * What a rule tells can hold a secret in many forms (a target, a name, a message, something computed). So the request is judged
 * once more with its secrets masked: what is told of that too cannot have come from a secret, and the rest is left out. Costs
 * that second decision only where there are secrets and a rule has something to tell. A rule that reads a secret cannot be
 * replayed.
 */
export function maskDecision(
  { request, decision }: Judged,
  { shape }: Pick<ResourceType, 'shape'>,
  snapshot: Snapshot,
): Judged {
  const resource = maskSecrets(shape, request.resource);
  if (resource === request.resource) return { request, decision };
  const masked = { ...request, resource };
  const harmless = decision.results.some(tells) ? decide(snapshot, masked).results : [];
  const results = decision.results.map(result =>
    tells(result) ? maskResult(result, harmless.find(isSameRule(result)), shape) : result,
  );
  return {
    request: masked,
    decision: { ...decision, resource: maskSecrets(shape, decision.resource), results },
  };
}

function tells({ evaluatedExpressions = [], error, changes, unchanged, details }: RuleResult): boolean {
  return (
    evaluatedExpressions.length > 0 || [error, changes, unchanged, details].some(told => told !== undefined)
  );
}

function isSameRule({ key, component }: RuleResult): (other: RuleResult) => boolean {
  return other =>
    other.key === key && other.component?.id === component?.id && other.component?.type === component?.type;
}

function maskResult(
  result: RuleResult,
  harmless: RuleResult | undefined,
  shape: ResourceType['shape'],
): RuleResult {
  const { evaluatedExpressions, error, changes, unchanged, details, ...rest } = result;
  return {
    ...rest,
    ...(evaluatedExpressions && {
      evaluatedExpressions: maskExpressions(result, harmless?.evaluatedExpressions ?? [], shape),
    }),
    ...(error && { error: withoutSecret(error, harmless?.error) }),
    ...(unchanged && { unchanged: withoutSecret(unchanged, harmless?.unchanged) }),
    ...(changes && {
      changes: isEqual(changes, harmless?.changes) ? changes : changes.map(maskChange(shape)),
    }),
    ...(details !== undefined && isEqual(details, harmless?.details) && { details }),
  };
}

type Told = { readonly code: string; readonly message: string };

function withoutSecret(told: Told, harmless: Told | undefined): Told {
  return isEqual(told, harmless) ? told : { ...told, message: UNTOLD };
}

/** A value may have been made of a secret anywhere: what it was made to be is not told. */
function maskChange(shape: ResourceType['shape']): (change: FieldChange) => FieldChange {
  return ({ before, after, ...change }) => ({
    ...change,
    ...(before !== undefined && { before: maskAt(shape, change.path, before) }),
    ...(after !== undefined && { after: MASK }),
  });
}

const UNTOLD = 'What failed is about a secret, and is not shown.';

/** Where the same conditions decided, they are shown as they were over masked values; else each by what is known to be harmless. */
function maskExpressions(
  { evaluatedExpressions = [], assignment, definition }: RuleResult,
  harmless: readonly EvaluatedExpression[],
  shape: ResourceType['shape'],
): readonly EvaluatedExpression[] {
  if (isEqual(evaluatedExpressions.map(withoutSides), harmless.map(withoutSides))) return harmless;
  const known = new Set(harmless.map(each => JSON.stringify(each)));
  const written = JSON.stringify([definition.document, assignment.parameters]);
  return evaluatedExpressions.map(each =>
    known.has(JSON.stringify(each)) ? each : maskExpression(each, written, shape),
  );
}

function withoutSides({ result, expressionKind, expression, path, operator }: EvaluatedExpression) {
  return [result, expressionKind, expression, path, operator];
}

/** Leaves the value of a field that is no secret; never the target, which says as much as the value where they are equal. */
function maskExpression(
  { path, expressionValue, ...each }: EvaluatedExpression,
  written: string,
  shape: ResourceType['shape'],
): EvaluatedExpression {
  // The name of a field that the rule does not spell may have been made of a secret.
  const isSpelt = each.expressionKind !== 'Field' || written.includes(JSON.stringify(each.expression));
  const value =
    isSpelt && path !== undefined && expressionValue !== undefined
      ? maskAt(shape, path, expressionValue)
      : MASK;
  return {
    ...each,
    expression: isSpelt ? each.expression : MASK,
    ...(isSpelt && path !== undefined && { path }),
    ...(expressionValue !== undefined && { expressionValue: value }),
    targetValue: MASK,
  };
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
