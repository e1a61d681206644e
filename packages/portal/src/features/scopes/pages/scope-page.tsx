import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { ClipboardTextLtr20Regular, Location20Regular } from '@fluentui/react-icons';
import { scopePage as words } from '#strings/scope-page';
import { CommandLink } from '../../../components/command-link.tsx';
import { ComplianceGlance } from '../../../components/compliance-glance.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { Page } from '../../../components/page.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { useMayDo } from '../../../lib/roles.ts';
import { type ScopeNode, useScope, useScopeTree } from '../../../lib/scope.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { AccessTab } from '../components/access-tab.tsx';
import { AssignmentsTab } from '../components/assignments-tab.tsx';
import { Children } from '../components/children.tsx';
import { ExemptionsTab } from '../components/exemptions-tab.tsx';
import { findScope, type ShownScope } from '../shown-scope.ts';

const ASSIGN = 'Microsoft.Authorization/policyAssignments/write';
const TABS = ['overview', 'assignments', 'exemptions', 'access'] as const;

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalL,
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** One place of the tree: what is in it, which policies and exemptions hold, how it complies, who may do what. */
export default function ScopePage() {
  const tree = useScopeTree();
  const at = useScope();
  const [{ id = at?.id }] = useUrlState<'id'>();
  const scope = id === undefined ? undefined : findScope(id, tree.data ?? []);
  if (tree.data !== undefined && scope !== undefined)
    return <Scope key={scope.id} scope={scope} tree={tree.data} at={at} />;
  return (
    <Page title={words.title}>
      <QueryView query={tree} what={words.treeFailed}>
        {() => <EmptyState title={id === undefined ? words.noScope : words.noSuchScope(id)} />}
      </QueryView>
    </Page>
  );
}

function Scope({
  scope,
  tree,
  at,
}: {
  readonly scope: ShownScope;
  readonly tree: readonly ScopeNode[];
  /** Where the portal is. */
  readonly at: ScopeNode | undefined;
}) {
  const styles = useStyles();
  const [{ tab }, change] = useUrlState<'tab' | 'scope' | 'sort'>();
  const shown = TABS.find(name => name === tab) ?? 'overview';
  const mayAssign = useMayDo()?.(ASSIGN) ?? false;
  const isElsewhere = scope.kind !== 'resource' && at?.id.toLowerCase() !== scope.id.toLowerCase();
  return (
    <Page
      title={scope.displayName}
      purpose={words.purpose(words.kinds[scope.kind])}
      crumbs={scope.above.map(({ id, displayName }) => ({
        label: displayName,
        to: '/scope',
        search: { id },
      }))}
      commands={
        <>
          {mayAssign && (
            <CommandLink
              to="/policy/assign"
              search={{ scope: scope.id }}
              appearance="primary"
              icon={<ClipboardTextLtr20Regular />}
            >
              {words.assign}
            </CommandLink>
          )}
          {isElsewhere && (
            <Button icon={<Location20Regular />} onClick={() => change({ scope: scope.id })}>
              {words.goHere}
            </Button>
          )}
          <IdText id={scope.id} label={words.idLabel} />
        </>
      }
    >
      <TabList
        selectedValue={shown}
        onTabSelect={(_, { value }) =>
          change({ tab: value === 'overview' ? undefined : String(value), sort: undefined })
        }
      >
        {TABS.map(name => (
          <Tab key={name} value={name}>
            {words.tabs[name]}
          </Tab>
        ))}
      </TabList>
      {shown === 'overview' && (
        <div className={styles.parts}>
          <Children scope={scope} tree={tree} />
          <ComplianceGlance scope={scope} />
        </div>
      )}
      {shown === 'assignments' && <AssignmentsTab scope={scope} />}
      {shown === 'exemptions' && <ExemptionsTab scope={scope} />}
      {shown === 'access' && <AccessTab scope={scope} />}
    </Page>
  );
}
