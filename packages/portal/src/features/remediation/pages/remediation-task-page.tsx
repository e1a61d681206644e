import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { frame } from '#strings/frame';
import { remediation } from '#strings/remediation';
import { CsvButton } from '../../../components/csv-button.tsx';
import { NumberTiles } from '../../../components/number-tiles.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { Section } from '../../../components/section.tsx';
import { EmptyState, ErrorState, QueryView } from '../../../components/states.tsx';
import type { CsvColumn } from '../../../lib/csv.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { number, percent } from '../../../lib/format/number.ts';
import { morePages } from '../../../lib/more-pages.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { getAllResources, useRemediatedResources, useTask } from '../api/get-task.ts';
import { DeploymentTable } from '../components/deployment-table.tsx';
import { TaskCommands } from '../components/task-commands.tsx';
import { TaskFacts } from '../components/task-facts.tsx';
import { hasEnded, progressOf, type RemediatedResource, type Remediation } from '../remediation.ts';

const words = remediation.task;
const CRUMBS = [{ label: frame.pages.remediation, to: '/policy/remediation', search: { tab: 'tasks' } }];

const CSV: readonly CsvColumn<RemediatedResource>[] = [
  { header: 'remediatedResourceId', value: ({ resourceId }) => resourceId },
  { header: 'status', value: ({ status }) => status },
  { header: 'resourceLocation', value: ({ location }) => location },
  { header: 'deploymentId', value: ({ deploymentId }) => deploymentId },
  { header: 'error', value: ({ error }) => error },
  { header: 'createdOn', value: ({ createdOn }) => createdOn },
  { header: 'lastUpdatedOn', value: ({ updatedOn }) => updatedOn },
];

const useStyles = makeStyles({
  progress: { margin: `0 0 ${tokens.spacingVerticalL}` },
  export: { marginBottom: tokens.spacingVerticalM },
});

export default function RemediationTaskPage() {
  const [{ id = '' }] = useUrlState<'id'>();
  if (id === '')
    return (
      <Page title={words.fallbackTitle} crumbs={CRUMBS}>
        <EmptyState
          title={words.noId}
          hint={words.noIdHint}
          action={<PortalLink to="/policy/remediation">{words.toList}</PortalLink>}
        />
      </Page>
    );
  return <TaskDetails key={id} id={id} />;
}

function TaskDetails({ id }: { readonly id: string }) {
  const task = useTask(id);
  const [refusal, setRefusal] = useState<unknown>();
  const isOver = task.data !== undefined && hasEnded(task.data);
  useEffect(() => {
    // What it has set right is compliant now.
    if (isOver) void queryClient.invalidateQueries({ queryKey: ['states'] });
  }, [isOver]);
  return (
    <Page
      title={nameOfId(id)}
      purpose={words.purpose}
      crumbs={CRUMBS}
      {...(task.data === undefined
        ? {}
        : { commands: <TaskCommands task={task.data} onRefused={setRefusal} /> })}
    >
      {refusal !== undefined && <ErrorState error={refusal} what={words.againFailed} />}
      <QueryView query={task} what={words.unreadable}>
        {found => (
          <>
            <Progress task={found} />
            <TaskFacts task={found} />
            <Section title={words.total}>
              <Deployments task={found} />
            </Section>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Progress({ task }: { readonly task: Remediation }) {
  const styles = useStyles();
  const { total, succeeded, failed } = task;
  const progress = progressOf(task);
  return (
    <>
      <NumberTiles
        tiles={[
          { id: 'total', label: words.total, value: number(total) },
          {
            id: 'succeeded',
            label: words.succeeded,
            value: number(succeeded),
            ...(total === 0 ? {} : { detail: percent(succeeded, total) }),
          },
          {
            id: 'failed',
            label: words.failed,
            value: number(failed),
            ...(total === 0 ? {} : { detail: percent(failed, total) }),
          },
        ]}
      />
      {!hasEnded(task) && (
        <div className={styles.progress}>
          <ProgressBar
            thickness="large"
            aria-label={remediation.progress}
            {...(progress === undefined ? {} : { value: progress })}
          />
          <span role="status">
            {progress === undefined
              ? (remediation.states[task.state] ?? task.state)
              : words.progress(percent(succeeded + failed, total))}
          </span>
        </div>
      )}
    </>
  );
}

function Deployments({ task }: { readonly task: Remediation }) {
  const styles = useStyles();
  const isRunning = !hasEnded(task);
  const resources = useRemediatedResources(task.id, task.correlationId, isRunning);
  const rows = resources.data?.pages.flatMap(({ items }) => items) ?? [];
  if (resources.isError && rows.length === 0)
    return (
      <ErrorState
        error={resources.error}
        what={words.deploymentsUnreadable}
        onRetry={() => void resources.refetch()}
      />
    );
  return (
    <>
      <div className={styles.export}>
        <CsvButton
          what={words.exported}
          file={`deployments-${task.name}`}
          columns={CSV}
          rows={rows}
          isWhole={false}
          readAll={() => getAllResources(task.id)}
        />
      </div>
      <DeploymentTable
        rows={rows}
        isLoading={resources.isPending}
        total={task.total === 0 ? undefined : task.total}
        {...morePages(resources)}
        empty={
          isRunning ? (
            <EmptyState title={words.emptyRunning} hint={words.emptyRunningHint} />
          ) : (
            <EmptyState title={words.empty} hint={words.emptyHint} />
          )
        }
      />
    </>
  );
}
