import { makeStyles, tokens } from '@fluentui/react-components';
import { compliancePages } from '#strings/compliance';
import { ComplianceBadge } from '../../../components/compliance-badge.tsx';
import { ConditionTree } from '../../../components/condition-tree.tsx';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { QuotedText } from '../../../components/explanation/quoted-text.tsx';
import { Facts } from '../../../components/facts.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { number } from '../../../lib/format/number.ts';
import type { PolicyState } from '../../../lib/insights/policy-state.ts';
import { reasonOf } from '../../../lib/insights/policy-state.ts';
import { readEvaluatedExpressions } from '../../../lib/trace/read-evaluated-expressions.ts';

const words = compliancePages.resource;

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalL}`,
  },
  reason: { margin: 0, overflowWrap: 'anywhere', fontSize: tokens.fontSizeBase400 },
  title: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase300 },
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Why one rule says what it says of a resource. */
export function ResultCard({
  state,
  at,
  nameOf,
}: {
  readonly state: PolicyState;
  readonly at: string | undefined;
  /** What a policy object is called. */
  nameOf(id: string): string;
}) {
  const styles = useStyles();
  const exempt = useExemptWord();
  const { assignmentId, definitionId, initiativeId, referenceId, ifNotExists } = state;
  const policy = nameOf(definitionId);
  const reason = reasonOf(state);
  return (
    <div className={styles.body}>
      {reason !== undefined && (
        <p className={styles.reason}>
          <QuotedText text={reason} />
        </p>
      )}
      <Facts
        facts={[
          [words.policy, <PolicyLink key="policy" state={state} name={policy} />],
          [
            words.initiative,
            initiativeId === undefined ? undefined : (
              <PortalLink key="initiative" to="/policy/initiatives/details" search={{ id: initiativeId }}>
                {nameOf(initiativeId)}
              </PortalLink>
            ),
          ],
          [words.effect, <EffectBadge key="effect" effect={state.effect} />],
          [words.since, <TimeText key="since" at={state.changedOn} />],
          [words.firstEvaluated, <TimeText key="first" at={state.firstEvaluatedOn} />],
          [words.lastEvaluated, <TimeText key="last" at={state.timestamp} />],
          [words.revision, state.revision === undefined ? undefined : number(state.revision)],
          [
            words.component,
            state.components.length === 0 ? undefined : <Components key="parts" state={state} />,
          ],
          [
            words.exemption,
            state.exemptionId === undefined ? undefined : (
              <PortalLink key="exemption" to="/policy/exemptions/details" search={{ id: state.exemptionId }}>
                {nameOf(state.exemptionId)}
              </PortalLink>
            ),
          ],
          [
            words.related,
            ifNotExists?.total === undefined ? undefined : words.relatedFound(number(ifNotExists.total)),
          ],
          [
            words.relatedLast,
            ifNotExists?.resourceId === undefined ? undefined : (
              <PortalLink
                key="related"
                to="/policy/compliance/resource"
                search={{ id: ifNotExists.resourceId, at }}
              >
                {nameOfId(ifNotExists.resourceId)}
              </PortalLink>
            ),
          ],
        ]}
      />
      <section>
        <h3 className={styles.title}>{words.conditions}</h3>
        {state.evaluatedExpressions.length === 0 ? (
          <p>{words.noConditions}</p>
        ) : (
          <ConditionTree
            label={words.conditionsOf(`${nameOf(assignmentId)}, ${referenceId ?? policy}`)}
            nodes={readEvaluatedExpressions(state.evaluatedExpressions)}
          />
        )}
      </section>
      <div className={styles.links}>
        <PortalLink to="/policy/compliance/assignment" search={{ id: assignmentId, at }}>
          {words.allResults}
        </PortalLink>
        {at === undefined && exempt !== undefined && state.complianceState === 'NonCompliant' && (
          <PortalLink
            to="/policy/exemptions/edit"
            search={{ resource: state.resourceId, assignment: assignmentId, reference: referenceId }}
          >
            {exempt}
          </PortalLink>
        )}
      </div>
    </div>
  );
}

function PolicyLink({ state, name }: { readonly state: PolicyState; readonly name: string }) {
  const { definitionId, definitionVersion } = state;
  return (
    <>
      <PortalLink to="/policy/definitions/details" search={{ id: definitionId, version: definitionVersion }}>
        {name}
      </PortalLink>
      {definitionVersion === undefined ? '' : ` (${words.versionWord(definitionVersion)})`}
    </>
  );
}

function Components({ state }: { readonly state: PolicyState }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {state.components.map(({ id, name, complianceState }) => (
        <li key={id} title={id}>
          {name} <ComplianceBadge state={complianceState} />
        </li>
      ))}
    </ul>
  );
}
