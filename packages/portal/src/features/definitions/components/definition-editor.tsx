import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { drafts as words } from '#strings/drafts';
import { DraftPage } from '../../../components/draft-page.tsx';
import type { Begun } from '../../../components/draft-start.tsx';
import type { JsonEditorHandle } from '../../../components/json-editor/json-editor-props.ts';
import { Section } from '../../../components/section.tsx';
import { fieldsFromText, propertiesOf } from '../../../lib/policy/draft/draft.ts';
import { draftKey as keyOfDraft } from '../../../lib/policy/draft/kept-draft.ts';
import { useDraft } from '../../../lib/policy/draft/use-draft.ts';
import { useSave } from '../../../lib/policy/draft/use-save.ts';
import { createPolicyLanguage } from '../language/create-policy-language.ts';
import { diagnoseDraft } from '../language/diagnose-draft.ts';
import { customModes } from '../language/policy-names.ts';
import { usePolicyNames } from '../language/use-policy-names.ts';
import { moveTrial } from '../trial/use-kept-trial.ts';
import { EditorPane } from './editor-pane.tsx';
import { TryPane } from './try-pane.tsx';

const useStyles = makeStyles({
  message: { marginBottom: tokens.spacingVerticalM },
  panes: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(380px, 2fr)',
    columnGap: tokens.spacingHorizontalXXL,
    '@media (max-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  pane: { marginTop: tokens.spacingVerticalXXL },
});

/** Writes a definition: its fields, its JSON, and what is wrong with them, before and after the server has seen it. */
export default function DefinitionEditor({ begun }: { readonly begun: Begun }) {
  const styles = useStyles();
  // What is stored may be read again meanwhile: the draft stays what it was begun with.
  const [{ draftKey, initial, stored, title }] = useState(begun);
  const state = useDraft(draftKey, initial, stored?.etag);
  const saving = useSave('policy', stored?.id, state, id =>
    moveTrial(draftKey, keyOfDraft('policy', id, undefined)),
  );
  const [wasPasted, setWasPasted] = useState(false);
  const editor = useRef<JsonEditorHandle>(null);

  const { mode, displayName, description, text, storedAt } = state.draft;
  const quiet = useDeferredValue(text);
  const names = usePolicyNames(quiet);
  const fields = useMemo(() => ({ mode, displayName, description }), [mode, displayName, description]);
  const language = useMemo(() => names && createPolicyLanguage(fields, names), [fields, names]);
  const properties = useMemo(() => propertiesOf(state.draft), [state.draft]);
  const problems = useMemo(() => names && diagnoseDraft(quiet, fields, names).fields, [quiet, fields, names]);

  return (
    <DraftPage
      kind="policy"
      title={title}
      stored={stored}
      state={state}
      saving={saving}
      modes={names === undefined ? [] : customModes(names.vocabulary)}
      {...(problems === undefined ? {} : { problems })}
      notice={
        wasPasted && (
          <MessageBar intent="info" className={styles.message}>
            <MessageBarBody>{words.pasted}</MessageBarBody>
          </MessageBar>
        )
      }
    >
      <div className={styles.panes}>
        <Section title={words.json.policy}>
          <EditorPane
            text={text}
            language={language}
            serverProblems={saving.said.text}
            editor={editor}
            onChange={next => state.change({ text: next })}
            onPasted={next => {
              const found = fieldsFromText('policy', next);
              setWasPasted(found !== undefined);
              if (found !== undefined) state.change(found);
            }}
          />
        </Section>
        <div className={styles.pane}>
          <TryPane draftKey={draftKey} properties={properties} scope={storedAt} />
        </div>
      </div>
    </DraftPage>
  );
}
