import type { Span } from './json-tree.ts';

// What an editor of JSON may know of the documents that are written in it. Pure: texts and offsets in, places and words out.

/** Something wrong or doubtful at a place of the text. */
export type EditorProblem = Span & {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Stable, where there is one: `operator/unknown`. */
  readonly code: string | undefined;
};

/** One of the things that may be written at a place. */
export type EditorOption = {
  readonly label: string;
  /** What is shown for the label, where that is long and its end tells. */
  readonly shown?: string;
  /** A few words beside it. */
  readonly detail?: string;
  /** What it means, shown when it is the one that would be chosen. */
  readonly info?: string;
  /** What takes the place of the span. */
  readonly insert: string;
  /** Where the cursor goes, counted from the start of what is inserted; its end when absent. */
  readonly cursor?: number;
  /** Higher ones come first among those that fit equally well. */
  readonly rank?: number;
};

export type EditorOptions = {
  /** What the chosen one replaces. */
  readonly span: Span;
  /** Where the text begins that the labels are compared with; it ends at the cursor. */
  readonly typedFrom: number;
  readonly options: readonly EditorOption[];
};

/** What is to be read about something in the text. */
export type EditorHelp = Span & { readonly title: string; readonly text: string };

export type EditorLanguage = {
  diagnose(text: string): readonly EditorProblem[];
  complete?(text: string, offset: number): EditorOptions | undefined;
  explain?(text: string, offset: number): EditorHelp | undefined;
};
