import type { JsonValue } from '@sluice/language';
import { type ExpressionResult, evaluateExpression } from '@sluice/language/expressions';

/** What a template function gives for these arguments, as in an expression of a rule. */
export function callFunction(name: string, args: readonly JsonValue[], now: string): ExpressionResult {
  return evaluateExpression(
    {
      kind: 'call',
      name,
      offset: 0,
      args: args.map((_, index) => ({
        kind: 'call',
        name: 'parameters',
        offset: 0,
        args: [{ kind: 'literal', value: String(index) }],
      })),
    },
    { parameter: index => args[Number(index)], context: { now } },
  );
}
