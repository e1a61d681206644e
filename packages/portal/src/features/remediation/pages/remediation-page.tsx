import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { remediation as words } from '#strings/remediation';
import { Page } from '../../../components/page.tsx';
import { useScope } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { CreatePanel } from '../components/create-panel.tsx';
import { PoliciesTab } from '../components/policies-tab.tsx';
import { TasksTab } from '../components/tasks-tab.tsx';

const useStyles = makeStyles({ tabs: { marginBottom: tokens.spacingVerticalM } });

export default function RemediationPage() {
  const styles = useStyles();
  const scope = useScope();
  const [url, change] = useUrlState<'tab' | 'create' | 'member' | 'q' | 'state' | 'sort'>();
  const tab = url.tab === 'tasks' ? 'tasks' : 'policies';
  // What narrows one list says nothing of the other.
  const show = (next: string) =>
    change({ tab: next === 'tasks' ? 'tasks' : undefined, q: undefined, state: undefined, sort: undefined });
  return (
    <Page title={words.title} purpose={words.purpose}>
      <TabList
        className={styles.tabs}
        aria-label={words.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => show(String(value))}
      >
        <Tab value="policies">{words.tabs.policies}</Tab>
        <Tab value="tasks">{words.tabs.tasks}</Tab>
      </TabList>
      {tab === 'policies' ? (
        <PoliciesTab
          scope={scope?.id}
          onRemediate={({ assignmentId, referenceId }) =>
            change({ create: assignmentId, member: referenceId })
          }
        />
      ) : (
        <TasksTab scope={scope} onShowPolicies={() => show('policies')} />
      )}
      {url.create !== undefined && scope !== undefined && (
        <CreatePanel
          key={url.create}
          scope={scope}
          assignmentId={url.create}
          referenceId={url.member}
          onReference={member => change({ member }, { replace: true })}
          onClose={() => change({ create: undefined, member: undefined })}
        />
      )}
    </Page>
  );
}
