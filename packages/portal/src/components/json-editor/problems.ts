import { jsonParseLinter } from '@codemirror/lang-json';
import { type Diagnostic, forceLinting, linter, lintGutter } from '@codemirror/lint';
import { type Extension, StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { EditorProblem } from '../../lib/json-text/editor-language.ts';
import type { JsonEditorProps } from './json-editor-props.ts';

const DELAY_MS = 250;
const again = StateEffect.define<null>();

/** Marks what the language and others say is wrong, and tells the page. */
export function problems(props: () => JsonEditorProps): Extension {
  return [
    linter(view => look(view, props()), {
      delay: DELAY_MS,
      needsRefresh: ({ transactions }) =>
        transactions.some(each => each.effects.some(effect => effect.is(again))),
    }),
    lintGutter(),
  ];
}

/** What is said of the text has changed, though the text has not. */
export function lookAgain(view: EditorView): void {
  view.dispatch({ effects: again.of(null) });
  forceLinting(view);
}

const parseJson = jsonParseLinter();

function look(
  view: EditorView,
  { language, problems: others = [], onProblems }: JsonEditorProps,
): Diagnostic[] {
  const text = view.state.doc.toString();
  const own = language === undefined ? parseJson(view).map(fromLibrary) : language.diagnose(text);
  const all = [...own, ...others]
    .map(each => within(each, text.length))
    .sort((one, other) => one.from - other.from);
  onProblems?.(all);
  return all.map(({ from, to, severity, message, code }) => ({
    from,
    to,
    severity,
    message,
    ...(code === undefined ? {} : { source: code }),
  }));
}

function fromLibrary({ from, to, message }: Diagnostic): EditorProblem {
  return { from, to, message, severity: 'error', code: undefined };
}

/** The text may have become shorter since others looked at it. */
function within(problem: EditorProblem, length: number): EditorProblem {
  const from = Math.min(problem.from, length);
  return { ...problem, from, to: Math.max(from, Math.min(problem.to, length)) };
}
