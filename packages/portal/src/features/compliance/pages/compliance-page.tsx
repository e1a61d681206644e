import { Button } from '@fluentui/react-components';
import { common } from '#strings/common';
import { compliancePages } from '#strings/compliance';
import { Allowed } from '../../../components/allowed.tsx';
import { AsOfNotice, AsOfPicker } from '../../../components/as-of-picker.tsx';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { type AssignmentName, useAssignmentNames } from '../../../lib/assignments.ts';
import { useListState } from '../../../lib/list-state.ts';
import { isOneOf } from '../../../lib/odata.ts';
import { useScope } from '../../../lib/scope.ts';
import { toTime } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useCompliance } from '../api/get-compliance.ts';
import { useStateValues } from '../api/get-states.ts';
import { filterAssignmentRows, judgedRows, sortAssignmentRows, unjudgedRows } from '../assignment-rows.ts';
import { AssignmentTable } from '../components/assignment-table.tsx';
import { ComplianceExport } from '../components/compliance-export.tsx';
import { ComplianceFilters, LIST_FILTERS } from '../components/compliance-filters.tsx';
import { ComplianceNumbers } from '../components/compliance-numbers.tsx';

const words = compliancePages.list;
const WORST_FIRST = { column: 'resources', descending: true };
const NO_NAMES: ReadonlyMap<string, AssignmentName> = new Map();

export default function CompliancePage() {
  const scope = useScope()?.id;
  const [url, changeUrl] = useUrlState<'at'>();
  const at = toTime(url.at);
  const list = useListState(LIST_FILTERS, WORST_FIRST);
  const filter = isOneOf('resourceType', list.values.resourceType);
  const summary = useCompliance({ scope, at, filter });
  const names = useAssignmentNames(scope);
  const types = useStateValues('resourceType', { scope, at, filter: undefined });

  const judged = summary.data?.assignments ?? [];
  const known = names.data ?? NO_NAMES;
  // Narrowed to a type of resources, what has no result of that type is not in question.
  const others = filter === undefined ? unjudgedRows(judged, known, at) : [];
  const shown = sortAssignmentRows(
    filterAssignmentRows([...judgedRows(judged, names.data), ...others], {
      text: list.text,
      states: list.values.state,
      kinds: list.values.kind,
      enforcements: list.values.enforcement,
    }),
    list.sort.column,
    list.sort.descending,
  );
  const changeAt = (next: string | undefined) => changeUrl({ at: next });
  return (
    <Page
      title={words.title}
      purpose={words.purpose}
      commands={
        <>
          <AsOfPicker at={at} onChange={changeAt} />
          <ComplianceExport rows={shown} scope={scope ?? ''} at={at} filter={filter} />
        </>
      }
    >
      <AsOfNotice at={at} asked={url.at} onChange={changeAt} />
      <QueryView query={summary} what={words.unreadable} loading={<LoadingLines lines={10} />}>
        {found => (
          <>
            <ComplianceNumbers summary={found} />
            <ComplianceFilters list={list} resourceTypes={types.data ?? []} />
            <AssignmentTable
              at={at}
              rows={shown}
              sort={list.sort}
              onSort={list.setSort}
              empty={<Empty isNarrowed={list.isNarrowed} isPast={at !== undefined} onClear={list.clear} />}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Empty({
  isNarrowed,
  isPast,
  onClear,
}: {
  readonly isNarrowed: boolean;
  readonly isPast: boolean;
  onClear(): void;
}) {
  if (isNarrowed)
    return (
      <EmptyState title={common.noMatch} action={<Button onClick={onClear}>{common.clearFilters}</Button>} />
    );
  if (isPast) return <EmptyState title={words.emptyPast} hint={words.emptyPastHint} />;
  return (
    <EmptyState
      title={words.emptyTitle}
      hint={words.emptyHint}
      action={
        <Allowed action={ACTIONS.assign}>
          <PortalLink to="/policy/assign">{compliancePages.overview.assignPolicy}</PortalLink>
        </Allowed>
      }
    />
  );
}
