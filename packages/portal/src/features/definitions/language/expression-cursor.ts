/** What is being written in an expression (`[concat(field('x`) up to a cursor. */
export type ExpressionCursor =
  | { readonly kind: 'function'; readonly typed: string }
  /** A text that is the first argument of a function. */
  | { readonly kind: 'argument'; readonly of: string; readonly typed: string };

/** Undefined when the text before the cursor is no expression, or the cursor is in a text that is free. */
export function expressionCursor(before: string): ExpressionCursor | undefined {
  if (!before.startsWith('[') || before.startsWith('[[')) return undefined;
  const isInText = (before.match(/'/g)?.length ?? 0) % 2 === 1;
  if (!isInText) return { kind: 'function', typed: /[a-z0-9]*$/i.exec(before)?.[0] ?? '' };
  const [, of, typed] = /([a-z]+)\(\s*'([^']*)$/i.exec(before) ?? [];
  return of === undefined || typed === undefined
    ? undefined
    : { kind: 'argument', of: of.toLowerCase(), typed };
}
