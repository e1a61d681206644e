import { makeStyles, tokens } from '@fluentui/react-components';
import { events } from '#strings/events';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { number } from '../../../lib/format/number.ts';
import { typeWord } from '../../../lib/format/resource.ts';
import { localTime, utcTime } from '../../../lib/format/time.ts';
import type { PolicyEvent } from '../../../lib/insights/policy-event.ts';
import { usePolicyEvent } from '../api/get-event.ts';
import { type EventNames, eventWords, ResourceName } from './event-table.tsx';

const words = events.panel;

const useStyles = makeStyles({
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalL,
    margin: `${tokens.spacingVerticalM} 0`,
  },
});

/** One event in full, beside the list. */
export function EventPanel({
  scope,
  id,
  at,
  shown,
  names,
  onClose,
}: {
  readonly scope: string | undefined;
  /** Its key. */
  readonly id: string;
  readonly at: string | undefined;
  /** The event, where the list has it. */
  readonly shown: PolicyEvent | undefined;
  readonly names: EventNames;
  onClose(): void;
}) {
  const query = usePolicyEvent(scope, id, at, shown);
  // The list knows the names of what it shows; an event that came by its address need not be in it.
  const ofDefinition = useDisplayNames([query.data?.definitionId ?? '', query.data?.initiativeId ?? '']);
  return (
    <DetailsPanel
      title={query.data ? eventWords(query.data, { ofDefinition }) : words.fallback}
      onClose={onClose}
    >
      <QueryView query={query} what={words.unreadable} loading={<LoadingLines lines={10} />}>
        {event =>
          event === null ? (
            <EmptyState title={words.gone} hint={words.goneHint} />
          ) : (
            <EventDetails event={event} names={{ ...names, ofDefinition }} />
          )
        }
      </QueryView>
    </DetailsPanel>
  );
}

function EventDetails({ event, names }: { readonly event: PolicyEvent; readonly names: EventNames }) {
  const styles = useStyles();
  const { timestamp, resourceId, assignmentId, definitionId, definitionVersion, initiativeId } = event;
  const { decisionId, revision, groupNames, componentNames } = event;
  return (
    <>
      <div className={styles.links}>
        {decisionId !== undefined && (
          <PortalLink to="/audit/decision" search={{ id: decisionId }}>
            {words.explain}
          </PortalLink>
        )}
        <PortalLink to="/audit/activity-log" search={{ q: resourceId, span: '365d' }}>
          {words.log}
        </PortalLink>
      </div>
      <Facts
        facts={[
          [words.state, <ComplianceBadge key="state" state={event.complianceState} />],
          [words.effect, <EffectBadge key="effect" effect={event.effect} />],
          [words.time, timestamp === '' ? undefined : localTime(timestamp)],
          [words.utc, timestamp === '' ? undefined : utcTime(timestamp)],
          [words.principal, names.ofPrincipal(event.principalId)],
          [words.resource, <ResourceName key="resource" id={resourceId} />],
          [words.resourceId, <IdText key="id" id={resourceId} label={words.resourceId} most={400} />],
          [words.type, typeWord(event.resourceType)],
          [words.location, event.resourceLocation],
          [words.components, componentNames.length === 0 ? undefined : componentNames.join(', ')],
          [
            words.assignment,
            <PortalLink key="assignment" to="/policy/assignments/details" search={{ id: assignmentId }}>
              {names.ofAssignment(assignmentId)}
            </PortalLink>,
          ],
          [words.scope, <ScopeName key="scope" id={event.assignmentScope} />],
          [
            words.policy,
            <span key="policy">
              <PortalLink
                to="/policy/definitions/details"
                search={{ id: definitionId, version: definitionVersion }}
              >
                {names.ofDefinition(definitionId)}
              </PortalLink>
              {definitionVersion === undefined ? '' : `, ${words.version(definitionVersion)}`}
            </span>,
          ],
          [
            words.initiative,
            initiativeId === undefined ? undefined : (
              <PortalLink key="initiative" to="/policy/initiatives/details" search={{ id: initiativeId }}>
                {names.ofDefinition(initiativeId)}
              </PortalLink>
            ),
          ],
          [words.reference, event.referenceId],
          [words.groups, groupNames.length === 0 ? undefined : groupNames.join(', ')],
          [words.revision, revision === undefined ? undefined : number(revision)],
          [
            words.decision,
            decisionId === undefined ? undefined : (
              <IdText key="decision" id={decisionId} label={words.decision} />
            ),
          ],
        ]}
      />
    </>
  );
}
