/** A place in a text: line and column count from 1, offset from 0, in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number; readonly offset: number };
export type Range = { readonly start: Position; readonly end: Position };

/**
 * What is wrong with a document: one of these per problem, all of them at once.
 *
 * `code` is stable (`operator/unknown`), `message` says what was expected and found and may change;
 * `pointer` is a JSON pointer (RFC 6901) into the document, '' for the whole.
 */
export type Diagnostic = {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly pointer: string;
  readonly range?: Range;
};
