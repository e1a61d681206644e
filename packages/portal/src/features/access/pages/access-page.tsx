import { Tab, TabList } from '@fluentui/react-components';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { frame } from '#strings/frame';
import { Page } from '../../../components/page.tsx';
import { QueryView } from '../../../components/states.tsx';
import { useScope, useScopeTree } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { AssignmentsTab } from '../components/assignments-tab.tsx';
import { PrincipalsTab } from '../components/principals-tab.tsx';
import { RolesTab } from '../components/roles-tab.tsx';

const TABS = ['assignments', 'roles', 'principals'] as const;

/** Who may do what at the scope, by which roles. */
export default function AccessPage() {
  const scope = useScope();
  const tree = useScopeTree();
  const [{ tab }, change] = useUrlState<'tab' | 'q' | 'role' | 'name' | 'sort' | 'dialog'>();
  const shown = TABS.find(name => name === tab) ?? 'assignments';
  return (
    <Page title={frame.pages.access} purpose={access.purpose(scope?.displayName ?? '…')}>
      <TabList
        selectedValue={shown}
        onTabSelect={(_, { value }) =>
          change({
            tab: value === 'assignments' ? undefined : String(value),
            q: undefined,
            role: undefined,
            name: undefined,
            sort: undefined,
            dialog: undefined,
          })
        }
      >
        {TABS.map(name => (
          <Tab key={name} value={name}>
            {access.tabs[name]}
          </Tab>
        ))}
      </TabList>
      {shown === 'principals' && <PrincipalsTab />}
      {shown !== 'principals' && (
        <QueryView query={tree} what={access.assignmentsFailed}>
          {() => {
            if (scope === undefined) return <p>{common.notPermitted}</p>;
            return shown === 'roles' ? <RolesTab scope={scope} /> : <AssignmentsTab scope={scope} />;
          }}
        </QueryView>
      )}
    </Page>
  );
}
