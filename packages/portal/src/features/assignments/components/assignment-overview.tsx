import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { assignments } from '#strings/assignments';
import { compliance } from '#strings/common';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { NumberTiles } from '../../../components/number-tiles.tsx';
import { PercentBar } from '../../../components/percent-bar.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { Section } from '../../../components/section.tsx';
import { QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { number } from '../../../lib/format/number.ts';
import { totalOf } from '../../../lib/insights/summary.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { effectOf } from '../../../lib/policy/effect-of.ts';
import { membersOf } from '../../../lib/policy/members-of.ts';
import { useDefinition } from '../../../lib/policy/use-definition.ts';
import { usePrincipalName } from '../../../lib/principals.ts';
import { useComplianceNumbers } from '../api/use-compliance-numbers.ts';
import { MessageFacts, OverrideFacts, SelectorFacts } from './selector-facts.tsx';

const useStyles = makeStyles({
  view: { '& > section:first-child': { marginTop: 0 } },
  bar: { maxWidth: '360px' },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** How compliant its resources are, and what it is. */
export function AssignmentOverview({ assignment }: { readonly assignment: Assignment }) {
  const styles = useStyles();
  return (
    <div className={styles.view}>
      <Section title={assignments.details.compliance} hint={assignments.details.complianceOf}>
        <Compliance assignment={assignment} />
      </Section>
      <Section title={assignments.details.title}>
        <Facts facts={useFacts(assignment)} />
      </Section>
    </div>
  );
}

const SHOWN = ['NonCompliant', 'Compliant', 'Exempt'] as const;

function Compliance({ assignment: { id, scope } }: { readonly assignment: Assignment }) {
  const styles = useStyles();
  const query = useComplianceNumbers(scope);
  const words = assignments.details;
  return (
    <QueryView query={query}>
      {numbers => {
        const own = numbers.get(id.toLowerCase());
        if (own === undefined || totalOf(own.resources) === 0)
          return <p className={styles.quiet}>{words.noStates}</p>;
        const others = Object.keys(own.resources).filter(
          state => !SHOWN.some(each => each === state) && (own.resources[state] ?? 0) > 0,
        );
        return (
          <>
            <NumberTiles
              tiles={[...SHOWN, ...others].map(state => ({
                id: state,
                label: <ComplianceBadge state={state} />,
                value: number(own.resources[state] ?? 0),
                ...(state === 'NonCompliant' && (own.resources[state] ?? 0) > 0
                  ? {
                      detail: (
                        <PortalLink to="/policy/compliance/assignment" search={{ id }}>
                          {words.showResources}
                        </PortalLink>
                      ),
                    }
                  : {}),
              }))}
            />
            <div className={styles.bar} title={compliance.Compliant}>
              <PercentBar value={own.percentage} />
            </div>
          </>
        );
      }}
    </QueryView>
  );
}

function useFacts(assignment: Assignment): readonly (readonly [name: string, value: ReactNode])[] {
  const styles = useStyles();
  const { facts, none, by } = assignments.details;
  const nameOfPrincipal = usePrincipalName();
  const who = (id: string | undefined) => (id === undefined ? '' : ` ${by(nameOfPrincipal(id))}`);
  const { notScopes, messages, resourceSelectors, overrides } = assignment;
  return [
    [facts.scope, <ScopeName key="scope" id={assignment.scope} />],
    [
      facts.exclusions,
      notScopes.length === 0 ? (
        none
      ) : (
        <ul key="exclusions" className={styles.list}>
          {notScopes.map(scope => (
            <li key={scope}>
              <ScopeName id={scope} />
            </li>
          ))}
        </ul>
      ),
    ],
    [facts.definition, <DefinitionName key="definition" id={assignment.definitionId} />],
    [facts.type, assignments.types[assignment.isInitiative ? 'initiative' : 'policy']],
    [facts.version, versionWords(assignment)],
    [facts.effect, <Effect key="effect" assignment={assignment} />],
    [facts.enforcement, assignments.enforcement[assignment.enforcementMode]],
    [facts.assignedBy, assignment.assignedBy],
    [
      facts.created,
      <Fragment key="created">
        <TimeText at={assignment.createdAt} />
        {who(assignment.createdBy)}
      </Fragment>,
    ],
    [
      facts.changed,
      assignment.changedAt === assignment.createdAt ? undefined : (
        <Fragment key="changed">
          <TimeText at={assignment.changedAt} />
          {who(assignment.changedBy)}
        </Fragment>
      ),
    ],
    [facts.messages, messages.length === 0 ? none : <MessageFacts key="messages" messages={messages} />],
    [
      facts.selectors,
      resourceSelectors.length === 0 ? none : <SelectorFacts key="selectors" selectors={resourceSelectors} />,
    ],
    [
      facts.overrides,
      overrides.length === 0 ? none : <OverrideFacts key="overrides" overrides={overrides} />,
    ],
    [facts.identity, <IdentityWords key="identity" assignment={assignment} />],
    [facts.name, assignment.name],
    [facts.id, <IdText key="id" id={assignment.id} label={facts.id} most={80} />],
  ];
}

function versionWords({ definitionVersion, effectiveVersion = '' }: Assignment): string {
  const { nowVersion, currentVersion } = assignments.details;
  if (definitionVersion === undefined) return currentVersion(effectiveVersion);
  return effectiveVersion === '' || effectiveVersion === definitionVersion
    ? definitionVersion
    : nowVersion(definitionVersion, effectiveVersion);
}

function Effect({ assignment: { definitionId, parameters } }: { readonly assignment: Assignment }) {
  const { data } = useDefinition(definitionId);
  if (data === undefined) return '–';
  if (data.kind === 'initiative') return assignments.details.perMember(membersOf(data).length);
  const effect = effectOf(data, parameters);
  return effect === undefined ? '–' : <EffectBadge effect={effect} />;
}

function IdentityWords({ assignment: { identity, location } }: { readonly assignment: Assignment }) {
  const { none, system, user, at } = assignments.details;
  const place = location === undefined ? '' : ` ${at(location)}`;
  switch (identity.kind) {
    case 'none':
      return none;
    case 'system':
      return (
        <>
          {system}
          {place} {identity.principalId !== undefined && <IdText id={identity.principalId} label={system} />}
        </>
      );
    case 'user':
      return (
        <>
          {user}
          {place} <IdText id={identity.id} label={user} />
        </>
      );
  }
}
