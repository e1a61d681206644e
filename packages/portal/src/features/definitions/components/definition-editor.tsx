import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { Save20Regular } from '@fluentui/react-icons';
import { ApiError } from '@sluice/arm/client';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { definitions } from '#strings/definitions';
import { editDefinition as words } from '#strings/edit-definition';
import { unsaved } from '#strings/unsaved';
import type { JsonEditorHandle } from '../../../components/json-editor/json-editor-props.ts';
import { Page } from '../../../components/page.tsx';
import { Section } from '../../../components/section.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { UnsavedChanges } from '../../../components/unsaved-changes.tsx';
import { notify } from '../../../lib/notifications.ts';
import { type Expected, putDefinition, refusedParts } from '../api/put-definition.ts';
import { fieldsFromText, type PolicyDraft, propertiesOf } from '../draft/policy-draft.ts';
import { useDraft } from '../draft/use-draft.ts';
import { createPolicyLanguage } from '../language/create-policy-language.ts';
import { type DraftField, diagnoseDraft, placeServerProblems } from '../language/diagnose-draft.ts';
import { customModes } from '../language/policy-names.ts';
import { usePolicyNames } from '../language/use-policy-names.ts';
import { DefinitionFields } from './definition-fields.tsx';
import { EditorPane } from './editor-pane.tsx';

const useStyles = makeStyles({
  message: { marginBottom: tokens.spacingVerticalM },
  panes: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
  },
});

export type DefinitionEditorProps = {
  readonly title: string;
  /** Under which the draft is kept. */
  readonly draftKey: string;
  readonly initial: PolicyDraft;
  /** The id of what is edited; undefined for a new one. */
  readonly id: string | undefined;
  readonly etag: string | undefined;
};

/** Writes a definition: its fields, its JSON, and what is wrong with them, before and after the server has seen it. */
export default function DefinitionEditor({ title, draftKey, id, ...given }: DefinitionEditorProps) {
  const styles = useStyles();
  const navigate = useNavigate();
  // What is stored may be read again meanwhile: the draft stays what it was begun with.
  const [{ initial, etag }] = useState(given);
  const state = useDraft(draftKey, initial, etag);
  const { draft, change, isDirty } = state;
  const [wasPasted, setWasPasted] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly error: unknown; readonly of: PolicyDraft }>();
  const [isSaving, setIsSaving] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const isLeaving = useRef(false);
  const editor = useRef<JsonEditorHandle>(null);

  const { mode, displayName, description, text } = draft;
  const quiet = useDeferredValue(text);
  const names = usePolicyNames(quiet);
  const fields = useMemo(() => ({ mode, displayName, description }), [mode, displayName, description]);
  const language = useMemo(() => names && createPolicyLanguage(fields, names), [fields, names]);
  const own = useMemo(() => names && diagnoseDraft(quiet, fields, names).fields, [quiet, fields, names]);
  // What the server said holds for what it saw.
  const said = useMemo(
    () => (refusal?.of === draft ? placeServerProblems(draft.text, refusedParts(refusal.error)) : undefined),
    [refusal, draft],
  );
  const problems = { ...(isAsked ? missing(draft) : {}), ...own, ...said?.fields };

  async function save(expected: Expected): Promise<void> {
    setIsAsked(true);
    const properties = propertiesOf(draft);
    if (Object.keys(missing(draft)).length > 0) return;
    if (properties === undefined) {
      setRefusal({ error: new Error(words.notJson), of: draft });
      return;
    }
    const place = id ?? `${draft.storedAt}/providers/Microsoft.Authorization/policyDefinitions/${draft.name}`;
    setIsSaving(true);
    try {
      const { revision } = await putDefinition(place, properties, expected);
      notify({
        id: `save ${place}`,
        title: words.saved(draft.displayName),
        state: 'done',
        ...(revision === undefined ? {} : { detail: words.inForce(revision) }),
      });
      isLeaving.current = true;
      state.forget();
      await navigate({
        to: '/policy/definitions/details',
        search: (before: object) => ({ ...scopeOf(before), id: place }),
      } as never);
    } catch (error) {
      setRefusal({ error, of: draft });
    } finally {
      setIsSaving(false);
    }
  }

  const usual: Expected =
    id === undefined ? { isNew: true } : state.etag === undefined ? 'anything' : { etag: state.etag };
  return (
    <Page
      title={title}
      purpose={words.purpose}
      crumbs={[
        { label: definitions.list.title, to: '/policy/definitions' },
        ...(id === undefined
          ? []
          : [{ label: initial.displayName, to: '/policy/definitions/details', search: { id } }]),
      ]}
      commands={
        <>
          <Button
            appearance="primary"
            icon={isSaving ? <Spinner size="tiny" /> : <Save20Regular />}
            disabled={isSaving || (id !== undefined && !isDirty)}
            onClick={() => void save(usual)}
          >
            {id === undefined ? words.create : words.save}
          </Button>
          <Button
            disabled={!isDirty || isSaving}
            onClick={() => {
              state.discard();
              setRefusal(undefined);
              setIsAsked(false);
            }}
          >
            {words.cancel}
          </Button>
        </>
      }
    >
      <UnsavedChanges isDirty={isDirty} isLeaving={isLeaving} onDiscard={state.discard} />
      {state.restoredFrom !== undefined && (
        <MessageBar intent="info" className={styles.message}>
          <MessageBarBody>
            {unsaved.restored} <TimeText at={state.restoredFrom} />. {state.etag !== etag && words.staleDraft}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={state.discard}>
              {unsaved.discardDraft}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {refusal !== undefined && refusal.of === draft && (
        <div className={styles.message}>
          <Refusal error={refusal.error} isNew={id === undefined} onAnyway={() => void save('anything')} />
        </div>
      )}
      {wasPasted && (
        <MessageBar intent="info" className={styles.message}>
          <MessageBarBody>{words.pasted}</MessageBarBody>
        </MessageBar>
      )}
      <DefinitionFields
        draft={draft}
        problems={problems}
        modes={names === undefined ? [] : customModes(names.vocabulary)}
        isStored={id !== undefined}
        onChange={change}
      />
      <div className={styles.panes}>
        <Section title={words.json}>
          <EditorPane
            text={text}
            language={language}
            serverProblems={said?.text ?? NOTHING}
            editor={editor}
            onChange={next => change({ text: next })}
            onPasted={next => {
              const found = fieldsFromText(next);
              setWasPasted(found !== undefined);
              if (found !== undefined) change(found);
            }}
          />
        </Section>
      </div>
    </Page>
  );
}

const NOTHING: readonly never[] = [];
const NAME = /^[^<>*%&:\\?/\p{Cc}]{0,63}[^<>*%&:\\?/\p{Cc}. ]$/u;

/** What must be there before the server is asked. */
function missing({ displayName, name, storedAt }: PolicyDraft): Partial<Record<DraftField, string>> {
  return {
    ...(displayName.trim() === '' ? { displayName: words.required } : {}),
    ...(name === '' ? { name: words.required } : NAME.test(name) ? {} : { name: words.nameRule }),
    ...(storedAt === '' ? { storedAt: words.required } : {}),
  };
}

function Refusal({
  error,
  isNew,
  onAnyway,
}: {
  readonly error: unknown;
  readonly isNew: boolean;
  onAnyway(): void;
}) {
  const isOther = error instanceof ApiError && error.status === 412;
  if (!isOther) return <ErrorState error={error} what={words.notSaved} />;
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{isNew ? words.exists : words.changedMeanwhile}</MessageBarBody>
      {!isNew && (
        <MessageBarActions>
          <Button size="small" onClick={onAnyway}>
            {words.saveAnyway}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** The scope of the address goes along; what the page was about does not. */
function scopeOf({ scope }: { scope?: string }): { scope?: string } {
  return scope === undefined ? {} : { scope };
}
