import { makeStyles, tokens } from '@fluentui/react-components';
import { events as words } from '#strings/events';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { PrincipalText } from '../../../components/principal-text.tsx';
import { EmptyState, QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import type { EventMark } from '../../../lib/event-mark.ts';
import { number } from '../../../lib/format/number.ts';
import { shortPath, typeWord } from '../../../lib/format/resource.ts';
import type { PolicyEvent } from '../../../lib/insights/policy-event.ts';
import { useDecisionEvents } from '../api/get-events.ts';

const useStyles = makeStyles({
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    margin: `${tokens.spacingVerticalL} 0`,
  },
  title: { fontSize: tokens.fontSizeBase400, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  facts: { marginTop: tokens.spacingVerticalL },
});

type Names = { nameOfAssignment(id: string): string; nameOfDefinition(id: string): string };

/** One request: who asked, and what every policy said of it. */
export function EventPanel({
  scope,
  mark,
  onClose,
  ...names
}: Names & {
  readonly scope: string | undefined;
  readonly mark: EventMark;
  onClose(): void;
}) {
  const found = useDecisionEvents(scope, mark);
  const [first] = found.data ?? [];
  return (
    <DetailsPanel
      title={words.panel(first === undefined ? '…' : shortPath(first.resourceId))}
      onClose={onClose}
    >
      <QueryView query={found} what={words.unreadable}>
        {said =>
          first === undefined ? (
            <EmptyState title={words.panelGone} hint={words.panelGoneHint} />
          ) : (
            <Request first={first} said={said} {...names} />
          )
        }
      </QueryView>
    </DetailsPanel>
  );
}

function Request({
  first,
  said,
  nameOfAssignment,
  nameOfDefinition,
}: Names & { readonly first: PolicyEvent; readonly said: readonly PolicyEvent[] }) {
  const styles = useStyles();
  const { decisionId, resourceId, resourceType, timestamp, principalId, resourceLocation, revision } = first;
  return (
    <>
      <div className={styles.facts}>
        <Facts
          facts={[
            [words.time, <TimeText key="time" at={timestamp} />],
            [words.principal, <PrincipalText key="who" id={principalId} />],
            [words.resource, <IdText key="id" id={resourceId} label={words.resource} />],
            [words.type, typeWord(resourceType)],
            [words.location, resourceLocation],
            [words.sameRevision, revision === undefined ? undefined : number(revision)],
          ]}
        />
      </div>
      <div className={styles.links}>
        {decisionId !== undefined && (
          <PortalLink to="/audit/decision" search={{ id: decisionId }}>
            {words.viewDecision}
          </PortalLink>
        )}
        <PortalLink to="/policy/compliance/resource" search={{ id: resourceId }}>
          {words.viewResource}
        </PortalLink>
      </div>
      <h3 className={styles.title}>{words.said}</h3>
      <ul className={styles.list}>
        {said.map(event => (
          <li
            key={`${event.assignmentId} ${event.definitionId} ${event.referenceId}`}
            className={styles.entry}
          >
            <span className={styles.line}>
              <ComplianceBadge state={event.complianceState} />
              <EffectBadge effect={event.effect} />
              <PortalLink to="/policy/assignments/details" search={{ id: event.assignmentId }}>
                {nameOfAssignment(event.assignmentId)}
              </PortalLink>
            </span>
            <span className={styles.quiet}>
              {nameOfDefinition(event.definitionId)}
              {event.referenceId === undefined ? '' : ` (${words.member} ${event.referenceId})`}
              {event.componentNames.length === 0
                ? ''
                : ` · ${words.component} ${event.componentNames.join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
