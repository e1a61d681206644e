import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { assign } from '#strings/assign';
import { EffectBadge } from '../../../../components/effect-badge.tsx';
import { Facts } from '../../../../components/facts.tsx';
import { number } from '../../../../lib/format/number.ts';
import { effectOf } from '../../../../lib/policy/effect-of.ts';
import { useScopeNames } from '../../../../lib/scope.ts';
import { givenValues } from '../../draft/draft.ts';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  rail: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    gap: tokens.spacingVerticalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  impact: { margin: 0, padding: 0, listStyle: 'none' },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** What the draft comes to so far. */
export function SummaryRail({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const nameOf = useScopeNames();
  const { draft, definition } = wizard;
  const words = assign.summary;
  const all = definition?.parameters.length ?? 0;
  const set = definition?.parameters.filter(({ name }) => draft.parameters[name] !== undefined).length ?? 0;
  const excluded = draft.notScopes.length;
  return (
    <div className={styles.rail}>
      <h2 className={styles.title}>{words.title}</h2>
      <Facts
        layout="beside"
        facts={[
          [
            assign.basics.scope,
            draft.scope === '' ? (
              <Quiet key="scope">{words.none}</Quiet>
            ) : (
              <Fragment key="scope">
                {nameOf(draft.scope)}
                {excluded > 0 && <Quiet>{`, ${words.exclusions(excluded)}`}</Quiet>}
              </Fragment>
            ),
          ],
          [
            assign.basics.definition,
            definition === undefined ? <Quiet key="definition">{words.none}</Quiet> : definition.displayName,
          ],
          [words.effect, <Effect key="effect" wizard={wizard} />],
          [assign.basics.enforcement, assign.basics.enforcements[draft.enforcementMode]],
          [words.parameters, definition === undefined ? undefined : words.ofParameters(set, all)],
          [words.impact, <ImpactSoFar key="impact" wizard={wizard} />],
        ]}
      />
    </div>
  );
}

function Quiet({ children }: { readonly children: string }) {
  return <span className={useStyles().quiet}>{children}</span>;
}

function Effect({ wizard: { definition, draft, members } }: { readonly wizard: Wizard }) {
  const words = assign.summary;
  if (definition === undefined) return <Quiet>{words.none}</Quiet>;
  if (definition.kind === 'initiative') return words.perMember(members.length);
  const effect = effectOf(definition, givenValues(draft.parameters));
  return effect === undefined ? <Quiet>{words.notChosen}</Quiet> : <EffectBadge effect={effect} />;
}

function ImpactSoFar({ wizard: { preview, isPreviewCurrent, isForbidden } }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const counts = preview.pages?.[0]?.counts;
  const words = assign.summary;
  if (isForbidden) return <Quiet>{assign.impact.notPermitted}</Quiet>;
  if (counts === undefined) return <Quiet>{words.impactUnknown}</Quiet>;
  return (
    <>
      <ul className={styles.impact}>
        <li className={counts.newlyNonCompliant > 0 ? styles.bad : ''}>
          {words.counts.newlyNonCompliant(number(counts.newlyNonCompliant))}
        </li>
        <li>{words.counts.newlyCompliant(number(counts.newlyCompliant))}</li>
        {counts.couldNotJudge > 0 && <li>{words.counts.couldNotJudge(number(counts.couldNotJudge))}</li>}
      </ul>
      {!isPreviewCurrent && <Quiet>{words.impactOld}</Quiet>}
    </>
  );
}
