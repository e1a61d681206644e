/** What was typed for a search before its field was there. */
export type TypedAhead = {
  readonly text: string;
  /** Enter was pressed behind it. */
  readonly isEntered: boolean;
};
