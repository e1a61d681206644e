import type { Ref } from 'react';
import type { EditorLanguage, EditorProblem } from '../../lib/json-text/editor-language.ts';
import type { Span } from '../../lib/json-text/json-tree.ts';

/** What the page may have an editor do. */
export type JsonEditorHandle = {
  focus(): void;
  /** Selects a place, brings it into sight and gives it the focus. */
  reveal(span: Span): void;
  /** Puts the white space in order; false when the text is no JSON. */
  format(): boolean;
};

export type JsonEditorProps = {
  readonly value: string;
  /** Without it the text can only be read. */
  readonly onChange?: (text: string) => void;
  /** What the editor is called by screen readers. */
  readonly label: string;
  /** What is known of the documents; without it only whether they are JSON is said. */
  readonly language?: EditorLanguage;
  /** What others, such as the server, say about the text as it is. */
  readonly problems?: readonly EditorProblem[];
  /** Told whenever the text was looked at again: what the language and others say, in the order of places. */
  readonly onProblems?: (problems: readonly EditorProblem[]) => void;
  /** Told where the cursor is. */
  readonly onCursor?: (offset: number) => void;
  /** Told after something was pasted, with the whole text. */
  readonly onPasted?: (text: string) => void;
  /** A height for CSS; the text scrolls in it. */
  readonly height?: string;
  readonly ref?: Ref<JsonEditorHandle>;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling';
};
