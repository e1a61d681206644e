import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { explanation as words } from '#strings/explanation';
import type { Explanation, Refusal } from '../../lib/explanation/explanation.ts';
import { number } from '../../lib/format/number.ts';
import { PortalLink } from '../portal-link.tsx';
import { Section } from '../section.tsx';
import { VerdictBadge } from '../verdict-badge.tsx';
import { ConsideredRules } from './considered-rules.tsx';
import { QuotedText } from './quoted-text.tsx';
import { RefusalSentence } from './refusal-sentence.tsx';
import { RuleCondition } from './rule-condition.tsx';
import { WouldPass } from './would-pass.tsx';

const useStyles = makeStyles({
  refusals: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalM },
  answer: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: `4px solid ${tokens.colorNeutralStroke1}`,
  },
  allow: { borderLeftColor: tokens.colorStatusSuccessBorderActive },
  deny: { borderLeftColor: tokens.colorStatusDangerBorderActive },
  sentence: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  exemption: { display: 'inline-block', marginTop: tokens.spacingVerticalXS },
  name: { margin: `0 0 ${tokens.spacingVerticalXS}`, fontWeight: tokens.fontWeightSemibold },
});

export type ExplanationViewProps = {
  readonly explanation: Explanation;
  /** What the request was about; an exemption is asked for it. */
  readonly resourceId: string;
  readonly headings?: 2 | 3;
  /** Takes a model in place of the refused one. */
  onTakeModel?(assetId: string): void;
};

/** Why a request is allowed or refused: the sentences, what would pass, the conditions that decided, everything that was considered. */
export function ExplanationView(props: ExplanationViewProps) {
  const { explanation, resourceId, headings = 2, onTakeModel } = props;
  const { verdict, refusals, sentence, wouldPass, alternatives, considered } = explanation;
  const styles = useStyles();
  const refusing = considered.filter(({ standing, trace }) => standing === 'refuses' && trace !== undefined);
  const applied = considered.filter(rule => rule.applied).length;
  return (
    <>
      <div className={mergeClasses(styles.answer, styles[verdict])}>
        {refusals.length > 0 ? (
          <ul className={styles.refusals}>
            {refusals.map(refusal => (
              <li key={JSON.stringify(refusal)}>
                <RefusalSentence refusal={refusal} />
                <RequestExemption refusal={refusal} resourceId={resourceId} />
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.sentence}>
            <VerdictBadge verdict={verdict}>
              <QuotedText text={sentence} />
            </VerdictBadge>
          </p>
        )}
      </div>
      {verdict === 'deny' && (wouldPass !== undefined || alternatives.length > 0) && (
        <Section title={words.wouldPass} level={headings}>
          <WouldPass explanation={explanation} {...(onTakeModel === undefined ? {} : { onTakeModel })} />
        </Section>
      )}
      {refusing.length > 0 && (
        <Section title={words.why} hint={words.conditionHolds} level={headings}>
          {refusing.map(({ assignmentName, trace }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules of an answer that never changes
            <div key={index}>
              {refusing.length > 1 && <p className={styles.name}>{assignmentName}</p>}
              {trace !== undefined && <RuleCondition name={assignmentName} trace={trace} />}
            </div>
          ))}
        </Section>
      )}
      <Section
        title={words.considered}
        level={headings}
        {...(considered.length === 0
          ? {}
          : { hint: words.consideredHint(number(applied), number(considered.length)) })}
      >
        <ConsideredRules rules={considered} />
      </Section>
    </>
  );
}

function RequestExemption({
  refusal: { assignmentId, assignmentName, referenceId, message, reason },
  resourceId,
}: {
  readonly refusal: Refusal;
  readonly resourceId: string;
}) {
  const styles = useStyles();
  return (
    <PortalLink
      to="/policy/exemptions/edit"
      className={styles.exemption}
      search={{
        assignment: assignmentId,
        reference: referenceId,
        resource: resourceId,
        reason: message ?? reason,
      }}
      aria-label={words.requestExemptionFrom(assignmentName)}
    >
      {words.requestExemption}
    </PortalLink>
  );
}
