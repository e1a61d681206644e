import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { activityLog as words } from '#strings/activity-log';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { EventMark } from '../../../lib/event-mark.ts';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import { pageOf } from '../../../lib/page-of.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useLogEvent } from '../api/get-log.ts';
import type { LogEvent } from '../log-event.ts';
import type { LogPlace } from '../log-place.ts';
import { operationWords } from '../operation-words.ts';
import { StatusBadge } from './status-badge.tsx';

const useStyles = makeStyles({
  tabs: { margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}` },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    margin: `0 0 ${tokens.spacingVerticalL}`,
  },
  title: {
    fontSize: tokens.fontSizeBase400,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalS}`,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: { padding: `${tokens.spacingVerticalS} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2, margin: 0, overflowWrap: 'anywhere' },
});

/** One entry of the log: in words, and as the API shows it. */
export function LogPanel({
  place,
  mark,
  onClose,
}: {
  readonly place: LogPlace | undefined;
  readonly mark: EventMark;
  onClose(): void;
}) {
  const styles = useStyles();
  const [{ view }, change] = useUrlState<'view'>();
  const found = useLogEvent(place, mark);
  const tab = view === 'json' ? 'json' : 'summary';
  const { data: event } = found;
  return (
    <DetailsPanel title={event ? operationWords(event.operation) : words.title} onClose={onClose}>
      <QueryView query={found} what={words.unreadable}>
        {entry =>
          entry === null ? (
            <EmptyState title={words.panelGone} hint={words.panelGoneHint} />
          ) : (
            <>
              <TabList
                className={styles.tabs}
                aria-label={words.tabList}
                selectedValue={tab}
                onTabSelect={(_, { value }) => change({ view: value === 'json' ? 'json' : undefined })}
              >
                <Tab value="summary">{words.tabs.summary}</Tab>
                <Tab value="json">{words.tabs.json}</Tab>
              </TabList>
              {tab === 'json' ? (
                <JsonView value={entry.body} label={words.json} maxHeight="70vh" />
              ) : (
                <Summary event={entry} />
              )}
            </>
          )
        }
      </QueryView>
    </DetailsPanel>
  );
}

function Summary({ event }: { readonly event: LogEvent }) {
  const styles = useStyles();
  const { request, policies } = event;
  return (
    <>
      <Links event={event} />
      <Facts
        facts={[
          [words.status, <StatusBadge key="status" status={event.status} />],
          [words.subStatus, event.subStatus],
          [words.message, event.message],
          [words.time, <TimeText key="time" at={event.at} />],
          [words.caller, <PrincipalText key="who" id={event.caller} />],
          [words.resource, <IdText key="id" id={event.resourceId} label={words.resource} />],
          [words.resourceType, typeWord(event.resourceType)],
          [words.resourceGroup, event.resourceGroup],
          [words.subscription, event.subscriptionId],
          [
            words.operation,
            <IdText key="operation" id={event.operation} label={words.operation} most={200} />,
          ],
          [words.category, event.category],
          [words.level, event.level],
          [
            words.correlation,
            <IdText key="correlation" id={event.correlationId} label={words.correlation} />,
          ],
          [
            words.request,
            request && <IdText key="request" id={`${request.method} ${request.uri}`} label={words.request} />,
          ],
          [words.address, request?.address],
        ]}
      />
      {policies.length > 0 && (
        <>
          <h3 className={styles.title}>{words.effectOf}</h3>
          <ul className={styles.list}>
            {policies.map(
              ({ assignmentId, assignmentName, definitionName, referenceId, effect, message }) => (
                <li key={`${assignmentId} ${referenceId} ${definitionName}`} className={styles.entry}>
                  <span className={styles.line}>
                    <EffectBadge effect={effect} />
                    <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
                      {assignmentName}
                    </PortalLink>
                  </span>
                  <p className={styles.quiet}>{definitionName}</p>
                  {message !== undefined && <p className={styles.quiet}>{message}</p>}
                </li>
              ),
            )}
          </ul>
        </>
      )}
    </>
  );
}

function Links({ event }: { readonly event: LogEvent }) {
  const styles = useStyles();
  const { decisionId, resourceId, correlationId } = event;
  const page = pageOf(resourceId);
  return (
    <div className={styles.links}>
      {decisionId !== undefined && (
        <PortalLink to="/audit/decision" search={{ id: decisionId }}>
          {words.explain}
        </PortalLink>
      )}
      {page !== undefined && (
        <PortalLink
          to={page.to}
          search={page.search}
          aria-label={`${words.viewResource} ${shortPath(resourceId)}`}
        >
          {words.viewResource}
        </PortalLink>
      )}
      {decisionId !== undefined && (
        <PortalLink to="/policy/compliance/resource" search={{ id: resourceId }}>
          {words.complianceOfResource}
        </PortalLink>
      )}
      <PortalLink to="/audit/activity-log" search={{ correlation: correlationId, span: '365d' }}>
        {words.sameRequest}
      </PortalLink>
    </div>
  );
}
