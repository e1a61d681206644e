import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useImperativeHandle, useRef } from 'react';
import { editing } from './editing.ts';
import { format } from './format.ts';
import type { JsonEditorProps } from './json-editor-props.ts';
import { look } from './look.ts';
import { lookAgain, problems } from './problems.ts';

const useStyles = makeStyles({
  frame: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    minWidth: 0,
    boxSizing: 'border-box',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** CodeMirror in React: made once, told of what changes. The callbacks and the language of the moment are used, whichever it was made with. */
export default function CodeMirror(props: JsonEditorProps) {
  const { value, label, height = '320px', ref } = props;
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const names = useRef(new Compartment());
  const current = useRef(props);
  current.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is told below
  useEffect(() => {
    if (place.current === null) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          look(),
          editing(() => current.current),
          problems(() => current.current),
          names.current.of(contentNames(props)),
          EditorState.readOnly.of(props.onChange === undefined),
          EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
            const { onChange, onCursor, onPasted } = current.current;
            if (docChanged) onChange?.(state.doc.toString());
            if (docChanged || selectionSet) onCursor?.(state.selection.main.head);
            if (transactions.some(each => each.isUserEvent('input.paste'))) onPasted?.(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    const doc = view.current?.state.doc;
    if (doc === undefined || doc.toString() === value) return;
    view.current?.dispatch({ changes: { from: 0, to: doc.length, insert: value } });
  }, [value]);

  const described = props['aria-describedby'];
  const invalid = props['aria-invalid'];
  useEffect(() => {
    view.current?.dispatch({
      effects: names.current.reconfigure(
        contentNames({ label, 'aria-describedby': described, 'aria-invalid': invalid } as JsonEditorProps),
      ),
    });
  }, [label, described, invalid]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what is looked at again
  useEffect(() => {
    if (view.current !== undefined) lookAgain(view.current);
  }, [props.language, props.problems]);

  useImperativeHandle(ref, () => ({
    focus: () => view.current?.focus(),
    reveal({ from, to }) {
      const last = view.current?.state.doc.length ?? 0;
      const selection = { anchor: Math.min(from, last), head: Math.min(to, last) };
      view.current?.dispatch({
        selection,
        effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }),
      });
      view.current?.focus();
    },
    format: () => view.current !== undefined && format(view.current),
  }));

  return <div ref={place} className={styles.frame} style={{ height }} />;
}

function contentNames(
  props: Pick<JsonEditorProps, 'label' | 'onChange' | 'aria-describedby' | 'aria-invalid'>,
) {
  const described = props['aria-describedby'];
  const invalid = props['aria-invalid'];
  return EditorView.contentAttributes.of({
    'aria-label': props.label,
    tabindex: '0',
    ...(described === undefined ? {} : { 'aria-describedby': described }),
    ...(invalid === undefined ? {} : { 'aria-invalid': String(invalid) }),
  });
}
