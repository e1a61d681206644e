import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  ClipboardTextLtr20Regular,
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
} from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { common } from '#strings/common';
import { definitions } from '#strings/definitions';
import { initiativePages as words } from '#strings/initiative-pages';
import { CommandLink } from '../../../components/command-link.tsx';
import { DefinitionFacts } from '../../../components/definition-facts.tsx';
import { DefinitionUsage } from '../../../components/definition-usage.tsx';
import { DeleteDefinitionDialog } from '../../../components/delete-definition-dialog.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { ParameterTable } from '../../../components/parameter-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { exportDefinition } from '../../../lib/policy/export-definition.ts';
import { type Definition, useDefinitionVersion } from '../../../lib/policy/use-definition.ts';
import { useDefinitions } from '../../../lib/policy/use-definitions.ts';
import { useMayDo } from '../../../lib/roles.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { GroupTable } from '../components/group-table.tsx';
import { MemberPanel } from '../components/member-panel.tsx';
import { MemberTable, memberRows } from '../components/member-table.tsx';
import { readGroups } from '../document/groups.ts';
import { readMembers } from '../document/member.ts';

const details = definitions.details;
const TYPE = 'Microsoft.Authorization/policySetDefinitions';

const useStyles = makeStyles({
  message: { marginTop: tokens.spacingVerticalM },
  tabs: { margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}` },
  search: { marginBottom: tokens.spacingVerticalM },
});

export default function InitiativePage() {
  const [{ id, version }] = useUrlState<'id' | 'version'>();
  const initiative = useDefinitionVersion(id, version);
  return (
    <Page
      title={initiative.data?.displayName ?? details.initiativeTitle}
      purpose={initiative.data?.description}
      crumbs={[{ label: definitions.initiatives.title, to: '/policy/initiatives' }]}
      commands={initiative.data && <Commands initiative={initiative.data} />}
    >
      <QueryView query={initiative} what={details.unreadable} loading={<LoadingLines lines={10} />}>
        {found => <Details initiative={found} />}
      </QueryView>
    </Page>
  );
}

function Commands({ initiative }: { readonly initiative: Definition }) {
  const mayDo = useMayDo();
  const [isDeleting, setIsDeleting] = useState(false);
  const { id, policyType } = initiative;
  const isOwn = policyType === 'Custom';
  return (
    <>
      {mayDo?.('Microsoft.Authorization/policyAssignments/write') === true && (
        <CommandLink
          appearance="primary"
          icon={<ClipboardTextLtr20Regular />}
          to="/policy/assign"
          search={{ definition: id }}
        >
          {details.assign.initiative}
        </CommandLink>
      )}
      {mayDo?.(`${TYPE}/write`) === true && (
        <>
          {isOwn && (
            <CommandLink icon={<Edit20Regular />} to="/policy/initiatives/edit" search={{ id }}>
              {details.edit.initiative}
            </CommandLink>
          )}
          <CommandLink icon={<Copy20Regular />} to="/policy/initiatives/edit" search={{ from: id }}>
            {details.duplicate}
          </CommandLink>
        </>
      )}
      {isOwn && mayDo?.(`${TYPE}/delete`) === true && (
        <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
          {details.delete.initiative}
        </Button>
      )}
      <Button icon={<ArrowDownload20Regular />} onClick={() => exportDefinition(initiative)}>
        {details.exportJson}
      </Button>
      {isDeleting && <DeleteDefinitionDialog definition={initiative} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

const TABS = ['policies', 'groups', 'parameters', 'usage', 'json'] as const;

function Details({ initiative }: { readonly initiative: Definition & { readonly currentVersion: string } }) {
  const styles = useStyles();
  const [url, change] = useUrlState<'tab' | 'version' | 'q' | 'member'>();
  const tab = TABS.find(name => name === url.tab) ?? 'policies';
  const { parameters, version, currentVersion, properties, storedAt } = initiative;
  const policies = useDefinitions('policy', storedAt);
  const members = useMemo(() => readMembers(properties), [properties]);
  const rows = useMemo(() => memberRows(members, policies.data, false), [members, policies.data]);
  const groups = useMemo(() => readGroups(properties), [properties]);
  const open = tab === 'policies' ? rows.find(({ key }) => key === url.member) : undefined;
  return (
    <>
      <DefinitionFacts definition={initiative} onVersion={next => change({ version: next })} />
      {version !== currentVersion && (
        <MessageBar intent="info" className={styles.message}>
          <MessageBarBody>{details.oldVersion(version, currentVersion)}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => change({ version: undefined })}>
              {details.showCurrent}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <TabList
        className={styles.tabs}
        aria-label={details.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) =>
          change({ tab: value === 'policies' ? undefined : String(value), member: undefined })
        }
      >
        <Tab value="policies">{details.counted(details.tabs.policies, members.length)}</Tab>
        {groups.length > 0 && <Tab value="groups">{details.counted(details.tabs.groups, groups.length)}</Tab>}
        <Tab value="parameters">{details.counted(details.tabs.parameters, parameters.length)}</Tab>
        <Tab value="usage">{details.tabs.usage}</Tab>
        <Tab value="json">{details.tabs.json}</Tab>
      </TabList>
      {tab === 'policies' && (
        <>
          <div className={styles.search}>
            <SearchField
              label={words.searchMembers}
              value={url.q ?? ''}
              onChange={q => change({ q: q === '' ? undefined : q }, { replace: true })}
            />
          </div>
          <MemberTable
            rows={rows}
            query={url.q ?? ''}
            parameters={parameters}
            isEditing={false}
            selected={open?.key}
            onOpen={member => change({ member })}
            empty={
              members.length === 0 ? (
                <EmptyState title={words.noMembers} hint={words.noMembersHint} />
              ) : (
                <EmptyState
                  title={common.noMatch}
                  action={<Button onClick={() => change({ q: undefined })}>{common.clearFilters}</Button>}
                />
              )
            }
          />
        </>
      )}
      {tab === 'groups' && <GroupTable groups={groups} members={members} />}
      {tab === 'parameters' && <ParameterTable parameters={parameters} />}
      {tab === 'usage' && <DefinitionUsage definition={initiative} />}
      {tab === 'json' && <JsonView label={details.tabs.json} value={properties} />}
      {open !== undefined && <MemberPanel row={open} onClose={() => change({ member: undefined })} />}
    </>
  );
}
