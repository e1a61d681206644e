import { Button, Tab, TabList } from '@fluentui/react-components';
import { Rocket20Regular } from '@fluentui/react-icons';
import { deployments as words } from '#strings/deployments';
import { Allowed } from '../../../components/allowed.tsx';
import { CommandLink } from '../../../components/command-link.tsx';
import { Page } from '../../../components/page.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { DeploymentsTab } from '../components/deployments-tab.tsx';
import { EndpointsTab } from '../components/endpoints-tab.tsx';

const TABS = ['deployments', 'endpoints'] as const;

/** What runs at the scope, or in one workspace or account of it. */
export default function DeploymentsPage() {
  const scope = useScope();
  const [{ tab, workspace }, change] = useUrlState<
    'tab' | 'workspace' | 'q' | 'kind' | 'complianceState' | 'sort'
  >();
  const shown = TABS.find(name => name === tab) ?? 'deployments';
  const place = workspace ?? scope?.id;
  return (
    <Page
      title={words.title}
      purpose={
        workspace === undefined ? (
          words.purpose
        ) : (
          <>
            {words.inWorkspace(nameOfId(workspace))}{' '}
            <Button size="small" onClick={() => change({ workspace: undefined })}>
              {words.anyWorkspace}
            </Button>
          </>
        )
      }
      commands={
        <Allowed action={ACTIONS.deploy}>
          {' '}
          <CommandLink
            to="/deploy"
            search={workspace === undefined ? {} : { workspace }}
            appearance="primary"
            icon={<Rocket20Regular />}
          >
            {words.deploy}
          </CommandLink>
        </Allowed>
      }
    >
      <TabList
        aria-label={words.tabList}
        selectedValue={shown}
        onTabSelect={(_, { value }) =>
          change({
            tab: value === 'deployments' ? undefined : String(value),
            q: undefined,
            kind: undefined,
            complianceState: undefined,
            sort: undefined,
          })
        }
      >
        {TABS.map(name => (
          <Tab key={name} value={name}>
            {words.tabs[name]}
          </Tab>
        ))}
      </TabList>
      <div role="tabpanel" aria-label={words.tabs[shown]}>
        {shown === 'deployments' ? (
          <DeploymentsTab scope={place} />
        ) : (
          <EndpointsTab scope={place} workspace={workspace} />
        )}
      </div>
    </Page>
  );
}
