import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import {
  ArrowDownload20Regular,
  ClipboardTextLtr20Regular,
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { definitions } from '#strings/definitions';
import { initiatives } from '#strings/initiatives';
import { CommandLink } from '../../../components/command-link.tsx';
import { DefinitionFacts } from '../../../components/definition-facts.tsx';
import { DefinitionUsage } from '../../../components/definition-usage.tsx';
import { DeleteDefinitionDialog } from '../../../components/delete-definition-dialog.tsx';
import { Facts } from '../../../components/facts.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { ParameterTable } from '../../../components/parameter-table.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { exportDefinition } from '../../../lib/policy/export-definition.ts';
import { type Definition, useDefinitionVersion } from '../../../lib/policy/use-definition.ts';
import { useMayDo } from '../../../lib/roles.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { MemberTable } from '../components/member-table.tsx';
import { draftOf } from '../draft/initiative-draft.ts';

const words = definitions.details;
const TYPE = 'Microsoft.Authorization/policySetDefinitions';

/** One initiative: its policies, groups and parameters, and who uses it. */
export default function InitiativePage() {
  const [{ id, version }] = useUrlState<'id' | 'version'>();
  const initiative = useDefinitionVersion(id, version);
  return (
    <Page
      title={initiative.data?.displayName ?? words.initiativeTitle}
      purpose={initiative.data?.description}
      crumbs={[{ label: initiatives.list, to: '/policy/initiatives' }]}
      commands={initiative.data && <Commands initiative={initiative.data} />}
    >
      <QueryView query={initiative} what={words.unreadable} loading={<LoadingLines lines={10} />}>
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
          {words.assign.initiative}
        </CommandLink>
      )}
      {mayDo?.(`${TYPE}/write`) === true && (
        <>
          {isOwn && (
            <CommandLink icon={<Edit20Regular />} to="/policy/initiatives/edit" search={{ id }}>
              {words.edit.initiative}
            </CommandLink>
          )}
          <CommandLink icon={<Copy20Regular />} to="/policy/initiatives/edit" search={{ from: id }}>
            {words.duplicate}
          </CommandLink>
        </>
      )}
      {isOwn && mayDo?.(`${TYPE}/delete`) === true && (
        <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
          {words.delete.initiative}
        </Button>
      )}
      <Button icon={<ArrowDownload20Regular />} onClick={() => exportDefinition(initiative)}>
        {words.exportJson}
      </Button>
      {isDeleting && <DeleteDefinitionDialog definition={initiative} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

const TABS = ['policies', 'groups', 'parameters', 'usage', 'json'] as const;

const useStyles = makeStyles({ tabs: { margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}` } });

function Details({ initiative }: { readonly initiative: Definition }) {
  const styles = useStyles();
  const [url, change] = useUrlState<'tab' | 'version'>();
  const tab = TABS.find(name => name === url.tab) ?? 'policies';
  const { members, groups } = draftOf(initiative.properties);
  return (
    <>
      <DefinitionFacts definition={initiative} onVersion={next => change({ version: next })} />
      <TabList
        className={styles.tabs}
        aria-label={words.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => change({ tab: value === 'policies' ? undefined : String(value) })}
      >
        <Tab value="policies">{words.counted(words.tabs.policies, members.length)}</Tab>
        <Tab value="groups">{words.counted(words.tabs.groups, groups.length)}</Tab>
        <Tab value="parameters">{words.counted(words.tabs.parameters, initiative.parameters.length)}</Tab>
        <Tab value="usage">{words.tabs.usage}</Tab>
        <Tab value="json">{words.tabs.json}</Tab>
      </TabList>
      <div role="tabpanel" aria-label={words.tabs[tab]}>
        {tab === 'policies' && <MemberTable members={members} />}
        {tab === 'groups' &&
          (groups.length === 0 ? (
            <p>{initiatives.noGroups}</p>
          ) : (
            <Facts
              facts={groups.map(({ name, displayName }) => [
                displayName === '' ? name : displayName,
                members
                  .filter(member => member.groups.includes(name))
                  .map(({ referenceId }) => referenceId)
                  .join(', ') || initiatives.noMembers,
              ])}
            />
          ))}
        {tab === 'parameters' && <ParameterTable parameters={initiative.parameters} />}
        {tab === 'usage' && <DefinitionUsage definition={initiative} />}
        {tab === 'json' && <JsonView value={initiative.properties} label={words.json} />}
      </div>
    </>
  );
}
