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
import {
  ArrowDownload20Regular,
  ClipboardTextLtr20Regular,
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
} from '@fluentui/react-icons';
import { Suspense, useState } from 'react';
import { definitions } from '#strings/definitions';
import { CommandLink } from '../../../components/command-link.tsx';
import { DefinitionFacts } from '../../../components/definition-facts.tsx';
import { DefinitionUsage } from '../../../components/definition-usage.tsx';
import { DeleteDefinitionDialog } from '../../../components/delete-definition-dialog.tsx';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { Page } from '../../../components/page.tsx';
import { ParameterTable } from '../../../components/parameter-table.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { exportDefinition } from '../../../lib/policy/export-definition.ts';
import { type Definition, useDefinitionVersion } from '../../../lib/policy/use-definition.ts';
import { useMayDo } from '../../../lib/roles.ts';
import { useUrlState } from '../../../lib/url-state.ts';

const RuleView = lazyPart(async () => (await import('../components/rule-view.tsx')).default);

const words = definitions.details;
const TYPE = 'Microsoft.Authorization/policyDefinitions';

const useStyles = makeStyles({
  message: { marginTop: tokens.spacingVerticalM },
  tabs: { margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalM}` },
});

export default function DefinitionPage() {
  const [{ id, version }] = useUrlState<'id' | 'version'>();
  const definition = useDefinitionVersion(id, version);
  return (
    <Page
      title={definition.data?.displayName ?? words.fallbackTitle}
      purpose={definition.data?.description}
      crumbs={[{ label: definitions.list.title, to: '/policy/definitions' }]}
      commands={definition.data && <Commands definition={definition.data} />}
    >
      <QueryView query={definition} what={words.unreadable} loading={<LoadingLines lines={10} />}>
        {found => <Details definition={found} />}
      </QueryView>
    </Page>
  );
}

function Commands({ definition }: { readonly definition: Definition }) {
  const mayDo = useMayDo();
  const [isDeleting, setIsDeleting] = useState(false);
  const { id, policyType } = definition;
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
          {words.assign.policy}
        </CommandLink>
      )}
      {mayDo?.(`${TYPE}/write`) === true && (
        <>
          {isOwn && (
            <CommandLink icon={<Edit20Regular />} to="/policy/definitions/edit" search={{ id }}>
              {words.edit.policy}
            </CommandLink>
          )}
          <CommandLink icon={<Copy20Regular />} to="/policy/definitions/edit" search={{ from: id }}>
            {words.duplicate}
          </CommandLink>
        </>
      )}
      {isOwn && mayDo?.(`${TYPE}/delete`) === true && (
        <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
          {words.delete.policy}
        </Button>
      )}
      <Button icon={<ArrowDownload20Regular />} onClick={() => exportDefinition(definition)}>
        {words.exportJson}
      </Button>
      {isDeleting && <DeleteDefinitionDialog definition={definition} onClose={() => setIsDeleting(false)} />}
    </>
  );
}

const TABS = ['rule', 'parameters', 'usage'] as const;

function Details({ definition }: { readonly definition: Definition & { readonly currentVersion: string } }) {
  const styles = useStyles();
  const [url, change] = useUrlState<'tab' | 'version'>();
  const tab = TABS.find(name => name === url.tab) ?? 'rule';
  const { parameters, notEvaluated, version, currentVersion } = definition;
  return (
    <>
      <DefinitionFacts definition={definition} onVersion={next => change({ version: next })} />
      {version !== currentVersion && (
        <MessageBar intent="info" className={styles.message}>
          <MessageBarBody>{words.oldVersion(version, currentVersion)}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => change({ version: undefined })}>
              {words.showCurrent}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {notEvaluated !== undefined && (
        <MessageBar intent="warning" layout="multiline" className={styles.message}>
          <MessageBarBody>
            <MessageBarTitle>{definitions.notEvaluated}</MessageBarTitle>
            {notEvaluated}
          </MessageBarBody>
        </MessageBar>
      )}
      <TabList
        className={styles.tabs}
        aria-label={words.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => change({ tab: value === 'rule' ? undefined : String(value) })}
      >
        <Tab value="rule">{words.tabs.rule}</Tab>
        <Tab value="parameters">{words.counted(words.tabs.parameters, parameters.length)}</Tab>
        <Tab value="usage">{words.tabs.usage}</Tab>
      </TabList>
      {tab === 'rule' && (
        <Suspense fallback={<LoadingLines lines={10} />}>
          <RuleView definition={definition} />
        </Suspense>
      )}
      {tab === 'parameters' && <ParameterTable parameters={parameters} />}
      {tab === 'usage' && <DefinitionUsage definition={definition} />}
    </>
  );
}
