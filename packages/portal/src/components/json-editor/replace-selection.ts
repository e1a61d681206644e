import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Writes over a selection by the editor's own hand. Left to itself the browser puts the style of what goes on what comes, as an attribute that
 * the page's security policy refuses, and says so in the console.
 */
export function replaceSelection(): Extension {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const { data, inputType } = event;
      const { main } = view.state.selection;
      if (inputType !== 'insertText' || !data || main.empty || view.composing || view.state.readOnly)
        return false;
      const insert = () =>
        view.state.update(view.state.replaceSelection(data), {
          userEvent: 'input.type',
          scrollIntoView: true,
        });
      const isHandled = view.state
        .facet(EditorView.inputHandler)
        .some(handle => handle(view, main.from, main.to, data, insert));
      if (!isHandled) view.dispatch(insert());
      event.preventDefault();
      return true;
    },
  });
}
