import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { ApiError } from '@sluice/arm/client';
import { type ReactNode, useId } from 'react';
import { deploy as words } from '#strings/deploy';
import { ConsideredRules } from '../../../components/explanation/considered-rules.tsx';
import { QuotedText } from '../../../components/explanation/quoted-text.tsx';
import { RefusalSentence } from '../../../components/explanation/refusal-sentence.tsx';
import { WouldPass } from '../../../components/explanation/would-pass.tsx';
import { Warnings } from '../../../components/impact/warnings.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import { number } from '../../../lib/format/number.ts';
import type { Rehearsal } from '../api/rehearse.ts';
import type { DraftProblems } from '../draft/check-draft.ts';
import type { Draft } from '../draft/draft.ts';

const useStyles = makeStyles({
  panel: {
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: `4px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    display: 'grid',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
  },
  allow: { borderTopColor: tokens.colorStatusSuccessBorderActive },
  deny: { borderTopColor: tokens.colorStatusDangerBorderActive },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  verdict: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2, margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  parts: { display: 'grid', gap: tokens.spacingVerticalM, minWidth: 0 },
});

/** What the fields are called, in the order in which they are asked for. */
const FIELDS: Readonly<Partial<Record<keyof Draft, string>>> = {
  model: words.model,
  workspace: words.workspace,
  endpoint: words.endpoint,
  name: words.name,
  instanceType: words.instanceType,
};

export type VerdictPanelProps = {
  readonly problems: DraftProblems;
  /** Undefined while nothing has been judged yet; null: nobody can say. */
  readonly rehearsal: Rehearsal | null | undefined;
  readonly error: unknown;
  /** Another answer is on its way. */
  readonly isJudging: boolean;
  onTakeModel(assetId: string): void;
};

/** What policy says of the deployment that is being filled in, as it is filled in. */
export function VerdictPanel(props: VerdictPanelProps) {
  const styles = useStyles();
  const id = useId();
  const { problems, rehearsal, isJudging } = props;
  const isReady = problems.missing.length === 0 && Object.keys(problems.wrong).length === 0;
  const verdict = isReady ? rehearsal?.explanation.verdict : undefined;
  return (
    <section
      aria-labelledby={id}
      aria-busy={isJudging}
      className={mergeClasses(styles.panel, verdict !== undefined && styles[verdict])}
    >
      <h2 id={id} className={styles.title}>
        {words.verdict}
        {isReady && isJudging && <Spinner size="tiny" label={words.judging} />}
      </h2>
      <div role="status" className={styles.parts}>
        {isReady ? <Answer {...props} /> : <Incomplete problems={problems} />}
      </div>
    </section>
  );
}

function Incomplete({ problems: { missing, wrong } }: { readonly problems: DraftProblems }) {
  const styles = useStyles();
  if (Object.keys(wrong).length > 0) return <p className={styles.quiet}>{words.wrongFirst}</p>;
  return (
    <>
      <p className={styles.quiet}>{words.incomplete}</p>
      <ul className={styles.list}>
        {missing.map(field => (
          <li key={field}>{FIELDS[field] ?? field}</li>
        ))}
      </ul>
    </>
  );
}

function Answer({ rehearsal, error, isJudging, onTakeModel }: VerdictPanelProps): ReactNode {
  const styles = useStyles();
  if (error !== null && !isJudging)
    return (
      <ErrorState
        error={error}
        what={error instanceof ApiError && error.status === 403 ? words.notPermitted : words.couldNotJudge}
      />
    );
  if (rehearsal === undefined) return null;
  if (rehearsal === null) return <p className={styles.quiet}>{words.cannotAsk}</p>;
  const { explanation, warnings, isWhole } = rehearsal;
  const { verdict, revision, refusals, sentence, considered } = explanation;
  return (
    <>
      <VerdictBadge verdict={verdict} className={styles.verdict}>
        {verdict === 'allow' ? words.allowed : words.refused}
      </VerdictBadge>
      {refusals.map(refusal => (
        <RefusalSentence key={JSON.stringify(refusal)} refusal={refusal} />
      ))}
      {verdict === 'allow' && sentence !== '' && (
        <p className={styles.quiet}>
          <QuotedText text={sentence} />
        </p>
      )}
      {verdict === 'deny' && <WouldPass explanation={explanation} onTakeModel={onTakeModel} />}
      <Warnings warnings={warnings} />
      {isWhole && considered.length > 0 && (
        <Accordion collapsible>
          <AccordionItem value="all">
            <AccordionHeader as="h3" size="small">
              {words.allRules}
            </AccordionHeader>
            <AccordionPanel>
              <ConsideredRules rules={considered} />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      )}
      {!isWhole && verdict === 'deny' && <p className={styles.quiet}>{words.partly}</p>}
      {revision !== undefined && <p className={styles.quiet}>{words.revision(number(revision))}</p>}
    </>
  );
}
