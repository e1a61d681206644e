import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { frame } from '#strings/frame';
import { AsOfNotice, AsOfPicker } from '../../../components/as-of-picker.tsx';
import { ExportButton } from '../../../components/export-button.tsx';
import { NumberTiles } from '../../../components/number-tiles.tsx';
import { Page } from '../../../components/page.tsx';
import { percentWords } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, ErrorState } from '../../../components/states.tsx';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { saveExport } from '../../../lib/export.ts';
import { writeValues } from '../../../lib/filter-values.ts';
import { number } from '../../../lib/format/number.ts';
import { type AssignmentSummary, totalOf } from '../../../lib/insights/summary.ts';
import { useListState } from '../../../lib/list-state.ts';
import { isEqual } from '../../../lib/odata.ts';
import { fileName } from '../../../lib/save-file.ts';
import { useScope } from '../../../lib/scope.ts';
import { toTime } from '../../../lib/time-range.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useCompliance } from '../api/get-compliance.ts';
import { AssignmentResults } from '../components/assignment-results.tsx';
import { PolicyTable } from '../components/policy-table.tsx';
import { RESULT_FILTERS } from '../components/result-filters.tsx';
import { resultFilter } from '../result-filter.ts';

const words = compliancePages.assignment;
const listWords = compliancePages.list;
const CRUMBS = [{ label: frame.pages.compliance, to: '/policy/compliance' }];
const REMEDIABLE = /^(modify|deployIfNotExists)$/i;

const useStyles = makeStyles({ tabs: { marginBottom: tokens.spacingVerticalM } });

export default function AssignmentCompliancePage() {
  const [{ id = '' }] = useUrlState<'id'>();
  if (id === '')
    return (
      <Page title={words.fallbackTitle} crumbs={CRUMBS}>
        <EmptyState
          title={words.noId}
          hint={words.noIdHint}
          action={<PortalLink to="/policy/compliance">{words.backToList}</PortalLink>}
        />
      </Page>
    );
  return <AssignmentCompliance id={id} />;
}

function AssignmentCompliance({ id }: { readonly id: string }) {
  const styles = useStyles();
  const scope = useScope()?.id;
  const [url, changeUrl] = useUrlState<'at' | 'tab' | 'policy'>();
  const at = toTime(url.at);
  const list = useListState(RESULT_FILTERS);
  const ofAssignment = isEqual('policyAssignmentId', id);
  const filter = resultFilter(id, {
    text: list.text,
    states: list.values.state,
    references: list.values.policy,
    groups: list.values.group,
    resourceTypes: list.values.resourceType,
    resourceGroups: list.values.resourceGroup,
  });
  const compliance = useCompliance({ scope, at, filter: ofAssignment });
  const summary = compliance.data?.assignments[0];
  const members = summary?.initiativeId === undefined ? [] : summary.policies;
  const nameOf = useDisplayNames([id, ...(summary?.policies ?? []).map(({ definitionId }) => definitionId)]);
  const changeAt = (next: string | undefined) => changeUrl({ at: next });
  const tab = members.length > 0 && url.tab === 'policies' ? 'policies' : 'resources';
  return (
    <Page
      title={nameOf(id)}
      purpose={words.purpose}
      crumbs={CRUMBS}
      commands={
        <>
          <AsOfPicker at={at} onChange={changeAt} />
          <ExportButton
            what={words.exported}
            formats={[
              { format: 'csv', label: listWords.exportStates },
              { format: 'ndjson', label: listWords.exportStatesNdjson },
            ]}
            disabled={scope === undefined}
            onExport={format =>
              saveExport(
                { kind: 'policyStates', scope: scope ?? '', format, query: { to: at, $filter: filter } },
                fileName('results', format),
              )
            }
          />
          <PortalLink to="/policy/assignments/details" search={{ id }}>
            {words.viewAssignment}
          </PortalLink>
          {at === undefined && summary?.policies.some(({ effect }) => REMEDIABLE.test(effect)) === true && (
            <PortalLink to="/policy/remediation" search={{ tab: 'policies', create: id }}>
              {words.remediate}
            </PortalLink>
          )}
        </>
      }
    >
      <AsOfNotice at={at} asked={url.at} onChange={changeAt} />
      {summary !== undefined && <Numbers summary={summary} />}
      {compliance.error !== null && (
        <ErrorState
          error={compliance.error}
          what={words.numbersFailed}
          onRetry={() => void compliance.refetch()}
        />
      )}
      {members.length > 0 && (
        <TabList
          className={styles.tabs}
          aria-label={words.tabList}
          selectedValue={tab}
          onTabSelect={(_, { value }) => changeUrl({ tab: value === 'policies' ? 'policies' : undefined })}
        >
          <Tab value="resources">{words.tabs.resources}</Tab>
          <Tab value="policies">{words.tabs.policies}</Tab>
        </TabList>
      )}
      {tab === 'policies' ? (
        <PolicyTable
          policies={members}
          nameOfDefinition={nameOf}
          onShow={referenceId => changeUrl({ tab: undefined, policy: writeValues([referenceId]) })}
        />
      ) : (
        <AssignmentResults
          scope={scope}
          at={at}
          list={list}
          ofAssignment={ofAssignment}
          filter={filter}
          members={members}
          nameOfDefinition={nameOf}
        />
      )}
    </Page>
  );
}

function Numbers({ summary: { totals } }: { readonly summary: AssignmentSummary }) {
  const { resources, policies, percentage } = totals;
  return (
    <NumberTiles
      tiles={[
        { id: 'percentage', label: listWords.percentage, value: percentWords(percentage) },
        {
          id: 'resources',
          label: listWords.nonCompliantResources,
          value: number(resources['NonCompliant'] ?? 0),
          detail: listWords.ofWhole(number(totalOf(resources))),
        },
        {
          id: 'policies',
          label: listWords.nonCompliantPolicies,
          value: number(policies['NonCompliant'] ?? 0),
          detail: listWords.ofWhole(number(totalOf(policies))),
        },
        { id: 'exempt', label: listWords.exemptResources, value: number(resources['Exempt'] ?? 0) },
      ]}
    />
  );
}
