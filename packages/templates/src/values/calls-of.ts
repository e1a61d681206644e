import type { Expression } from '@sluice/language/expressions';

export type Call = Extract<Expression, { readonly kind: 'call' }>;

/** All calls in an expression, outer ones first; `caller` is the call of which one is an argument. */
export function callsOf(
  expression: Expression,
  caller?: Call,
): readonly { readonly call: Call; readonly caller: Call | undefined }[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'property':
      return callsOf(expression.of);
    case 'index':
      return [...callsOf(expression.of), ...callsOf(expression.index)];
    case 'call':
      return [
        { call: expression, caller },
        ...expression.args.flatMap(argument => callsOf(argument, expression)),
      ];
  }
}
