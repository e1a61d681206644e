import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import type { EditorOption, EditorOptions } from '../../lib/json-text/editor-language.ts';
import { format } from './format.ts';
import type { JsonEditorProps } from './json-editor-props.ts';
import { replaceSelection } from './replace-selection.ts';

/** How one writes: indentation, folding, brackets, search, completion, help. Tab is not bound: it leads to the next control. */
export function editing(props: () => JsonEditorProps): Extension {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    foldGutter({ openText: '▾', closedText: '▸' }),
    history(),
    json(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    replaceSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    // Not cut off by whatever the editor stands in.
    tooltips({ position: 'fixed' }),
    autocompletion({ override: [context => complete(context, props())], icons: false }),
    hoverTooltip((view, at) => {
      const help = props().language?.explain?.(view.state.doc.toString(), at);
      if (help === undefined) return null;
      const { from, to, title, text } = help;
      return { pos: from, end: to, above: true, create: () => ({ dom: helpDom(title, text) }) };
    }),
    keymap.of([
      { key: 'Shift-Alt-f', run: format },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
  ];
}

function complete(
  { state, pos, explicit }: CompletionContext,
  { language }: JsonEditorProps,
): CompletionResult | null {
  const found = language?.complete?.(state.doc.toString(), pos);
  if (found === undefined || found.options.length === 0) return null;
  // Between things nothing is offered before one asks for it.
  if (
    !explicit &&
    found.typedFrom === pos &&
    state.sliceDoc(pos - 1, pos) !== '"' &&
    state.sliceDoc(pos - 1, pos) !== '['
  )
    return null;
  return {
    from: found.typedFrom,
    options: found.options.map(option => toCompletion(option, found, pos)),
    validFor: /^[^"']*$/,
  };
}

/** What is replaced ends as far behind the cursor as it did when it was asked for. */
function toCompletion(option: EditorOption, { span }: EditorOptions, asked: number): Completion {
  const { label, shown, detail, info, insert, cursor = insert.length, rank = 0 } = option;
  return {
    label,
    boost: rank,
    ...(shown === undefined ? {} : { displayLabel: shown }),
    ...(detail === undefined ? {} : { detail }),
    ...(info === undefined ? {} : { info }),
    apply(view, _, __, to) {
      view.dispatch({
        changes: { from: span.from, to: to + (span.to - asked), insert },
        selection: { anchor: span.from + cursor },
        userEvent: 'input.complete',
        scrollIntoView: true,
      });
    },
  };
}

function helpDom(title: string, text: string): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-help';
  const name = document.createElement('strong');
  name.textContent = title;
  const words = document.createElement('p');
  words.textContent = text;
  dom.append(name, words);
  return dom;
}
