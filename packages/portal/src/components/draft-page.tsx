import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { Save20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { common } from '#strings/common';
import { definitions } from '#strings/definitions';
import { drafts as words } from '#strings/drafts';
import { unsaved } from '#strings/unsaved';
import { ACTIONS } from '../lib/actions.ts';
import type { DefinitionKind } from '../lib/policy/definition-summary.ts';
import type { DraftProblems } from '../lib/policy/draft/place-problems.ts';
import type { DraftState } from '../lib/policy/draft/use-draft.ts';
import type { SaveState } from '../lib/policy/draft/use-save.ts';
import { useMayDoAt } from '../lib/roles.ts';
import { useScopeNames } from '../lib/scope.ts';
import { DefinitionFields } from './definition-fields.tsx';
import { DEFINITION_PAGES } from './definition-table.tsx';
import { Page } from './page.tsx';
import { TimeText } from './time-text.tsx';
import { UnsavedChanges } from './unsaved-changes.tsx';
import { WriteRefusal } from './write-refusal.tsx';

const useStyles = makeStyles({ message: { marginBottom: tokens.spacingVerticalM } });

export type DraftPageProps = {
  readonly kind: DefinitionKind;
  readonly title: string;
  /** The id and the name of what is edited; undefined for a new one. */
  readonly stored:
    | { readonly id: string; readonly displayName: string; readonly etag: string | undefined }
    | undefined;
  readonly state: DraftState;
  readonly saving: SaveState;
  /** What is wrong with the fields, as far as it is known here. */
  readonly problems?: DraftProblems['fields'];
  readonly modes?: readonly string[];
  /** More to say above the fields. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of writing a definition or an initiative: its commands, its fields, the draft that lasts, and what the server did not take. */
export function DraftPage(props: DraftPageProps) {
  const { kind, title, stored, state, saving, problems = {}, modes, notice, children } = props;
  const styles = useStyles();
  const { draft, isDirty } = state;
  const nameOf = useScopeNames();
  const action = ACTIONS.define[kind];
  const isForbidden = useMayDoAt(draft.storedAt === '' ? undefined : draft.storedAt)?.(action) === false;
  return (
    <Page
      title={title}
      purpose={words.purpose[kind]}
      crumbs={[
        { label: LISTS[kind], to: DEFINITION_PAGES[kind] },
        ...(stored === undefined
          ? []
          : [
              {
                label: stored.displayName,
                to: `${DEFINITION_PAGES[kind]}/details`,
                search: { id: stored.id },
              },
            ]),
      ]}
      commands={
        <>
          <Button
            appearance="primary"
            icon={saving.isSaving ? <Spinner size="tiny" /> : <Save20Regular />}
            disabled={saving.isSaving || isForbidden || (stored !== undefined && !isDirty)}
            onClick={() => void saving.save()}
          >
            {stored === undefined ? words.create[kind] : words.save[kind]}
          </Button>
          <Button disabled={!isDirty || saving.isSaving} onClick={state.discard}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <UnsavedChanges isDirty={isDirty} isLeaving={saving.isLeaving} onDiscard={state.discard} />
      {state.restoredFrom !== undefined && (
        <MessageBar intent="info" className={styles.message}>
          <MessageBarBody>
            {unsaved.restored} <TimeText at={state.restoredFrom} />.{' '}
            {state.etag !== stored?.etag && unsaved.staleDraft}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={state.discard}>
              {unsaved.discardDraft}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {isForbidden && (
        <MessageBar intent="error" layout="multiline" role="alert" className={styles.message}>
          <MessageBarBody>
            <MessageBarTitle>{words.forbidden[kind](nameOf(draft.storedAt))}</MessageBarTitle>
            {common.notPermittedHint(action, nameOf(draft.storedAt))} {words.forbiddenHint}
          </MessageBarBody>
        </MessageBar>
      )}
      {saving.error !== undefined && (
        <div className={styles.message}>
          <WriteRefusal
            what={words.notSaved[kind]}
            error={saving.error}
            isNew={stored === undefined}
            onAnyway={() => void saving.save('anything')}
          />
        </div>
      )}
      {notice}
      <DefinitionFields
        kind={kind}
        draft={draft}
        problems={{ ...saving.missing, ...problems, ...saving.said.fields }}
        isStored={stored !== undefined}
        onChange={state.change}
        {...(modes === undefined ? {} : { modes })}
      />
      {children}
    </Page>
  );
}

const LISTS: Readonly<Record<DefinitionKind, string>> = {
  policy: definitions.list.title,
  initiative: definitions.initiatives.title,
};
