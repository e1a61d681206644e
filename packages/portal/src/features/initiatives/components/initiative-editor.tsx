import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import type { JsonObject } from '@sluice/arm/protocol';
import { useMemo, useRef, useState } from 'react';
import { definitions } from '#strings/definitions';
import { drafts } from '#strings/drafts';
import { initiativePages as words } from '#strings/initiative-pages';
import { DraftPage } from '../../../components/draft-page.tsx';
import type { Begun } from '../../../components/draft-start.tsx';
import type { JsonEditorHandle } from '../../../components/json-editor/json-editor-props.ts';
import { JsonEditor } from '../../../components/json-editor.tsx';
import { listAt, objectAt } from '../../../lib/json.ts';
import { fieldsFromText, readDocument } from '../../../lib/policy/draft/draft.ts';
import { useDraft } from '../../../lib/policy/draft/use-draft.ts';
import { useSave } from '../../../lib/policy/draft/use-save.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { GroupsEditor } from './groups-editor.tsx';
import { MembersEditor } from './members-editor.tsx';
import { ParametersEditor } from './parameters-editor.tsx';

const details = definitions.details;

const useStyles = makeStyles({
  message: { marginBottom: tokens.spacingVerticalM },
  tabs: { margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}` },
  problems: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

const TABS = ['policies', 'parameters', 'groups', 'json'] as const;

/** Writes an initiative: its policies and where their parameters get their values, its own parameters, groups, and all of it as JSON. */
export default function InitiativeEditor({ begun }: { readonly begun: Begun }) {
  const styles = useStyles();
  // What is stored may be read again meanwhile: the draft stays what it was begun with.
  const [{ draftKey, initial, stored, title }] = useState(begun);
  const state = useDraft(draftKey, initial, stored?.etag);
  const saving = useSave('initiative', stored?.id, state);
  const [url, changeUrl] = useUrlState<'tab' | 'member'>();
  const editor = useRef<JsonEditorHandle>(null);
  const { text, storedAt } = state.draft;
  const document = useMemo(() => readDocument(text), [text]);
  const tab = TABS.find(name => name === url.tab) ?? 'policies';

  const show = (name: string) =>
    changeUrl({ tab: name === 'policies' ? undefined : name, member: undefined });
  const write = (next: JsonObject) => state.change({ text: `${JSON.stringify(next, null, 2)}\n` });

  return (
    <DraftPage kind="initiative" title={title} stored={stored} state={state} saving={saving}>
      {saving.said.text.length > 0 && (
        <MessageBar intent="error" layout="multiline" className={styles.message}>
          <MessageBarBody>
            <MessageBarTitle>{words.problems}</MessageBarTitle>
            <ul className={styles.problems}>
              {saving.said.text.map(({ from, message }) => (
                <li key={`${from} ${message}`}>{message}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      <TabList
        className={styles.tabs}
        aria-label={details.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => show(String(value))}
      >
        <Tab value="policies">
          {details.counted(details.tabs.policies, listAt(document, 'policyDefinitions').length)}
        </Tab>
        <Tab value="parameters">
          {details.counted(details.tabs.parameters, Object.keys(objectAt(document, 'parameters')).length)}
        </Tab>
        <Tab value="groups">
          {details.counted(details.tabs.groups, listAt(document, 'policyDefinitionGroups').length)}
        </Tab>
        <Tab value="json">{details.tabs.json}</Tab>
      </TabList>
      {tab === 'json' ? (
        <JsonEditor
          ref={editor}
          label={drafts.json.initiative}
          value={text}
          height="min(640px, 70vh)"
          problems={saving.said.text}
          onChange={next => state.change({ text: next })}
          onPasted={next => {
            const found = fieldsFromText('initiative', next);
            if (found !== undefined) state.change(found);
          }}
        />
      ) : document === undefined ? (
        <MessageBar intent="error">
          <MessageBarBody>{words.brokenJson}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => show('json')}>
              {words.showJson}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ) : tab === 'policies' ? (
        <MembersEditor document={document} storedAt={storedAt} onChange={write} />
      ) : tab === 'parameters' ? (
        <ParametersEditor document={document} onChange={write} />
      ) : (
        <GroupsEditor document={document} onChange={write} />
      )}
    </DraftPage>
  );
}
