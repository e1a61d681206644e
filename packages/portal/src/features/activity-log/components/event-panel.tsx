import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { activityLog } from '#strings/activity-log';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { localTime, utcTime } from '../../../lib/format/time.ts';
import { useScopeNames } from '../../../lib/scope.ts';
import { useEvent } from '../api/get-event.ts';
import type { LogEvent, LoggedPolicy } from '../log-event.ts';
import { operationWords } from '../operation-words.ts';
import { ResourceName } from './log-table.tsx';
import { StatusBadge } from './status-badge.tsx';

const words = activityLog.panel;

const useStyles = makeStyles({
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    margin: `${tokens.spacingVerticalM} 0`,
  },
  tabs: { marginBottom: tokens.spacingVerticalM },
  title: {
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
    fontSize: tokens.fontSizeBase400,
  },
  policies: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  about: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  message: { margin: `${tokens.spacingVerticalXXS} 0 0`, overflowWrap: 'anywhere' },
});

/** One entry of the log in full, beside the list. */
export function EventPanel({
  id,
  at,
  shown,
  nameOfCaller,
  onClose,
}: {
  readonly id: string;
  readonly at: string | undefined;
  /** The entry, where the list has it. */
  readonly shown: LogEvent | undefined;
  nameOfCaller(caller: string): string;
  onClose(): void;
}) {
  const query = useEvent(id, at, shown);
  const title = query.data ? operationWords(query.data.operation) : words.fallback;
  return (
    <DetailsPanel title={title} onClose={onClose}>
      <QueryView query={query} what={words.unreadable} loading={<LoadingLines lines={10} />}>
        {event =>
          event === null ? (
            <EmptyState title={words.gone} hint={words.goneHint} />
          ) : (
            <EventDetails event={event} nameOfCaller={nameOfCaller} />
          )
        }
      </QueryView>
    </DetailsPanel>
  );
}

function EventDetails({
  event,
  nameOfCaller,
}: {
  readonly event: LogEvent;
  nameOfCaller(caller: string): string;
}) {
  const styles = useStyles();
  const [tab, setTab] = useState('summary');
  return (
    <>
      <div className={styles.links}>
        {event.decisionId !== undefined && (
          <PortalLink to="/audit/decision" search={{ id: event.decisionId }}>
            {words.explain}
          </PortalLink>
        )}
        <PortalLink
          to="/audit/activity-log"
          // What goes with it need not fit the filters, nor the time.
          search={{ correlationId: event.correlationId, span: '365d' }}
        >
          {words.related}
        </PortalLink>
      </div>
      <TabList
        className={styles.tabs}
        aria-label={words.tabList}
        selectedValue={tab}
        onTabSelect={(_, { value }) => setTab(String(value))}
      >
        <Tab value="summary">{words.tabs.summary}</Tab>
        <Tab value="json">{words.tabs.json}</Tab>
      </TabList>
      {tab === 'json' ? (
        <JsonView value={event.body} label={words.json} />
      ) : (
        <Summary event={event} nameOfCaller={nameOfCaller} />
      )}
    </>
  );
}

function Summary({
  event,
  nameOfCaller,
}: {
  readonly event: LogEvent;
  nameOfCaller(caller: string): string;
}) {
  const styles = useStyles();
  const { resourceId, caller, at } = event;
  return (
    <>
      <Facts
        facts={[
          [words.status, <StatusBadge key="status" status={event.status} level={event.level} />],
          [words.category, activityLog.categories[event.category] ?? event.category],
          [words.level, activityLog.levels[event.level] ?? event.level],
          [words.time, at === '' ? undefined : localTime(at)],
          [words.utc, at === '' ? undefined : utcTime(at)],
          [
            words.caller,
            <span key="caller" title={caller}>
              {nameOfCaller(caller)}
            </span>,
          ],
          [words.operation, event.operation],
          [words.resource, <ResourceName key="resource" event={event} nameOfPrincipal={nameOfCaller} />],
          [words.resourceId, <IdText key="id" id={resourceId} label={words.resourceId} most={400} />],
          [words.resourceGroup, event.resourceGroup],
          [words.subscription, event.subscriptionId],
          [
            words.correlation,
            <IdText key="correlation" id={event.correlationId} label={words.correlation} />,
          ],
          [words.event, <IdText key="event" id={event.id} label={words.event} />],
          [words.message, event.message],
        ]}
      />
      {event.policies.length > 0 && (
        <section>
          <h3 className={styles.title}>{words.policies}</h3>
          <ul className={styles.policies}>
            {event.policies.map(policy => (
              <PolicyItem
                key={`${policy.assignmentId} ${policy.definitionId} ${policy.referenceId ?? ''}`}
                policy={policy}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function PolicyItem({ policy }: { readonly policy: LoggedPolicy }) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const { assignmentId, assignmentName, assignmentScope, definitionId, definitionName, message } = policy;
  return (
    <li>
      <EffectBadge effect={policy.effect} />{' '}
      <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
        {assignmentName}
      </PortalLink>{' '}
      <span className={styles.about}>{words.assignedAt(nameOfScope(assignmentScope))}</span>
      <div>
        <PortalLink to="/policy/definitions/details" search={{ id: definitionId }}>
          {definitionName}
        </PortalLink>
      </div>
      {message !== undefined && <p className={styles.message}>{message}</p>}
    </li>
  );
}
