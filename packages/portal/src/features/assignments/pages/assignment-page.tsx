import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { assignments as words } from '#strings/assignments';
import { JsonView } from '../../../components/json-view.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useAssignment } from '../../../lib/policy/use-assignment.ts';
import { useExemptions } from '../../../lib/policy/use-exemptions.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { AssignmentCommands } from '../components/assignment-commands.tsx';
import { AssignmentExemptions } from '../components/assignment-exemptions.tsx';
import { AssignmentOverview } from '../components/assignment-overview.tsx';
import { AssignmentParameters } from '../components/assignment-parameters.tsx';
import { DeleteAssignment } from '../components/delete-assignment.tsx';

const useStyles = makeStyles({
  notices: { display: 'grid', gap: tokens.spacingVerticalS, marginBottom: tokens.spacingVerticalM },
  tabs: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  panel: { paddingTop: tokens.spacingVerticalL },
});

const CRUMBS = [{ label: words.title, to: '/policy/assignments' }];
const TABS = ['overview', 'parameters', 'exemptions', 'json'] as const;
type TabId = (typeof TABS)[number];

/** Everything about one assignment. */
export default function AssignmentPage() {
  const [{ id }] = useUrlState<'id'>();
  const query = useAssignment(id);
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  const assignment = query.data;
  if (id === undefined || id === '')
    return (
      <Page title={words.details.title} crumbs={CRUMBS}>
        <EmptyState
          title={words.details.noId}
          hint={words.details.noIdHint}
          action={<PortalLink to="/policy/assignments">{words.details.toList}</PortalLink>}
        />
      </Page>
    );
  return (
    <Page
      title={assignment?.displayName ?? words.details.title}
      crumbs={CRUMBS}
      {...(assignment === undefined || assignment.description === ''
        ? {}
        : { purpose: assignment.description })}
      {...(assignment === undefined
        ? {}
        : {
            commands: <AssignmentCommands id={assignment.id} onDelete={() => setIsDeleting(true)} />,
          })}
    >
      <QueryView query={query} what={words.details.notRead} loading={<LoadingLines lines={10} />}>
        {data => <Details assignment={data} />}
      </QueryView>
      <DeleteAssignment
        assignment={isDeleting ? assignment : undefined}
        onClose={() => setIsDeleting(false)}
        onDeleted={() => void navigate({ to: '/policy/assignments', search: {} } as never)}
      />
    </Page>
  );
}

function Details({ assignment }: { readonly assignment: Assignment }) {
  const styles = useStyles();
  const panelId = useId();
  const [{ tab: text }, change] = useUrlState<'tab'>();
  const tab = TABS.find(each => each === text) ?? 'overview';
  const exemptions = useExemptions(assignment.scope, assignment.id);
  const count = exemptions.data?.length ?? 0;
  const panels: Readonly<Record<TabId, () => ReactNode>> = {
    overview: () => <AssignmentOverview assignment={assignment} />,
    parameters: () => <AssignmentParameters assignment={assignment} />,
    exemptions: () => <AssignmentExemptions assignment={assignment} exemptions={exemptions} />,
    json: () => <JsonView value={assignment.body} label={words.details.json} />,
  };
  return (
    <>
      <Notices assignment={assignment} />
      <TabList
        className={styles.tabs}
        aria-label={words.details.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) =>
          change({ tab: value === 'overview' ? undefined : String(value) }, { replace: true })
        }
      >
        {TABS.map(each => (
          <Tab
            key={each}
            id={`${panelId}-${each}`}
            value={each}
            {...(each === tab ? { 'aria-controls': panelId } : {})}
          >
            {words.details.tabs[each]}
            {each === 'exemptions' && count > 0 && ` (${number(count)})`}
          </Tab>
        ))}
      </TabList>
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${tab}`} className={styles.panel}>
        {panels[tab]()}
      </div>
    </>
  );
}

/** Since when it is in force, where the reader has just seen to that; and that it is not enforced, where it is not. */
function Notices({ assignment: { enforcementMode } }: { readonly assignment: Assignment }) {
  const styles = useStyles();
  const [{ revision }] = useUrlState<'revision'>();
  const { details } = words;
  const isRevision = revision !== undefined && /^\d+$/.test(revision);
  if (!isRevision && enforcementMode === 'Default') return null;
  return (
    <div className={styles.notices}>
      {isRevision && (
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            <MessageBarTitle>{details.inForce(number(Number(revision)))}</MessageBarTitle>
            {details.atOnce}
          </MessageBarBody>
        </MessageBar>
      )}
      {enforcementMode !== 'Default' && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>
              {enforcementMode === 'Enroll' ? details.enroll : details.notEnforced}
            </MessageBarTitle>
            {enforcementMode === 'Enroll' ? details.enrollHint : details.notEnforcedHint}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
