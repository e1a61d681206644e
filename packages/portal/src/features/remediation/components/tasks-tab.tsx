import { Button } from '@fluentui/react-components';
import { common } from '#strings/common';
import { remediation as words } from '#strings/remediation';
import { CsvButton } from '../../../components/csv-button.tsx';
import { FilterBar } from '../../../components/filter-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import { useListState } from '../../../lib/list-state.ts';
import { type ScopeNode, useScopeNames } from '../../../lib/scope.ts';
import { matchesWords } from '../../../lib/words.ts';
import { useTasks } from '../api/get-tasks.ts';
import { progressOf, type Remediation } from '../remediation.ts';
import { TaskProgress, TaskState } from './task-state.tsx';

const FILTERS = ['state'] as const;

const CSV: readonly CsvColumn<Remediation>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'policyAssignmentId', value: ({ assignmentId }) => assignmentId },
  { header: 'policyDefinitionReferenceId', value: ({ referenceId }) => referenceId },
  { header: 'provisioningState', value: ({ state }) => state },
  { header: 'totalDeployments', value: ({ total }) => total },
  { header: 'successfulDeployments', value: ({ succeeded }) => succeeded },
  { header: 'failedDeployments', value: ({ failed }) => failed },
  { header: 'createdOn', value: ({ createdOn }) => createdOn },
  { header: 'lastUpdatedOn', value: ({ updatedOn }) => updatedOn },
];

/** Remediation tasks and how far each has got. */
export function TasksTab({
  scope,
  onShowPolicies,
}: {
  readonly scope: ScopeNode | undefined;
  onShowPolicies(): void;
}) {
  const list = useListState(FILTERS);
  const tasks = useTasks(scope);
  const { data: assignments } = useAssignmentNames(scope?.id);
  const nameOfScope = useScopeNames();
  const assignmentOf = ({ assignmentId }: Remediation) => assignmentNameOf(assignments, assignmentId);
  const states = list.values.state;
  const rows = (tasks.data ?? []).filter(
    task =>
      (states.length === 0 || states.includes(task.state)) &&
      matchesWords(list.text, task.name, assignmentOf(task), task.referenceId),
  );
  if (tasks.isError && tasks.data === undefined)
    return (
      <ErrorState error={tasks.error} what={words.tasksUnreadable} onRetry={() => void tasks.refetch()} />
    );
  const columns: readonly Column<Remediation>[] = [
    {
      id: 'name',
      header: words.name,
      width: 270,
      value: ({ name }) => name,
      cell: ({ id, name }) => (
        <PortalLink to="/policy/remediation/details" search={{ id }}>
          <span title={name}>{name}</span>
        </PortalLink>
      ),
    },
    {
      id: 'state',
      header: words.state,
      width: 130,
      value: ({ state }) => words.states[state] ?? state,
      cell: ({ state }) => <TaskState state={state} />,
    },
    {
      id: 'progress',
      header: words.progress,
      width: 260,
      value: progressOf,
      cell: task => <TaskProgress task={task} />,
    },
    {
      id: 'assignment',
      header: words.assignment,
      width: 240,
      value: assignmentOf,
      cell: task => (
        <PortalLink to="/policy/compliance/assignment" search={{ id: task.assignmentId }}>
          {assignmentOf(task)}
        </PortalLink>
      ),
    },
    {
      id: 'scope',
      header: words.scope,
      width: 150,
      value: task => nameOfScope(task.scope),
      cell: task => nameOfScope(task.scope),
    },
    {
      id: 'created',
      header: words.created,
      width: 130,
      value: ({ createdOn }) => createdOn,
      cell: ({ createdOn }) => <TimeText at={createdOn} />,
    },
    {
      id: 'updated',
      header: words.updated,
      width: 130,
      value: ({ updatedOn }) => updatedOn,
      cell: ({ updatedOn }) => <TimeText at={updatedOn} />,
    },
  ];
  return (
    <>
      <FilterBar
        filters={[
          {
            kind: 'choice',
            id: 'state',
            label: words.state,
            options: Object.entries(words.states).map(([value, label]) => ({ value, label })),
          },
        ]}
        values={list.values}
        onChange={(_, values) => list.setFilter('state', values)}
        onClear={list.clear}
      >
        <SearchField label={words.searchTasks} value={list.text} onChange={list.setText} />
        <CsvButton what={words.exported} file="remediation-tasks" columns={CSV} rows={rows} />
      </FilterBar>
      <ResourceTable
        label={words.tasksTable}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        isLoading={tasks.isPending}
        sortIn="sort"
        empty={
          list.isNarrowed ? (
            <EmptyState
              title={common.noMatch}
              action={<Button onClick={list.clear}>{common.clearFilters}</Button>}
            />
          ) : (
            <EmptyState
              title={words.emptyTasks}
              hint={words.emptyTasksHint}
              action={<Button onClick={onShowPolicies}>{words.showPolicies}</Button>}
            />
          )
        }
      />
    </>
  );
}
