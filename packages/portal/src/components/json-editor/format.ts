import type { EditorView } from '@codemirror/view';
import { formatJson } from '../../lib/json-text/format-json.ts';

/** Puts white space in order, as a command of the editor. */
export function format(view: EditorView): boolean {
  const text = view.state.doc.toString();
  const formatted = formatJson(text);
  if (formatted === undefined || view.state.readOnly) return false;
  if (formatted !== text)
    view.dispatch({
      changes: { from: 0, to: text.length, insert: formatted },
      selection: { anchor: Math.min(view.state.selection.main.head, formatted.length) },
      userEvent: 'input.format',
    });
  return true;
}
