import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { explanation as explanationWords } from '#strings/explanation';
import { trial as words } from '#strings/trial';
import { RuleCondition } from '../../../components/explanation/rule-condition.tsx';
import { WouldPass } from '../../../components/explanation/would-pass.tsx';
import { JsonView } from '../../../components/json-view.tsx';
import { Section } from '../../../components/section.tsx';
import { parameterOf, type Trial } from '../trial/trial.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
  outcome: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  told: { overflowWrap: 'anywhere' },
  message: { marginTop: tokens.spacingVerticalS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** What the server says of a tried definition: what it does, the conditions with what they saw, what would pass. */
export function TrialResult({
  trial,
  isJudging,
  withAssignments,
  onKeep,
}: {
  readonly trial: Trial;
  /** Another answer is on its way. */
  readonly isJudging: boolean;
  readonly withAssignments: boolean;
  onKeep(): void;
}) {
  const styles = useStyles();
  const { judged, warnings } = trial;
  const problems = trial.problems.filter(problem => parameterOf(problem) === undefined);
  return (
    <>
      <div className={styles.head}>
        <span role="status" className={styles.told}>
          {judged !== undefined && (
            <>
              {words.said} <OutcomeBadge outcome={judged.outcome} className={styles.outcome} />
            </>
          )}
        </span>
        {isJudging ? (
          <Spinner size="tiny" label={words.judging} />
        ) : (
          judged !== undefined && (
            <Button size="small" icon={<Add16Regular />} onClick={onKeep}>
              {words.keepAsTest}
            </Button>
          )
        )}
      </div>
      <Messages title={words.problems} intent="error" messages={problems.map(({ message }) => message)} />
      {judged !== undefined && (
        <>
          {judged.resourceProblem !== undefined && (
            <Messages title={words.resourceProblem} intent="warning" messages={[judged.resourceProblem]} />
          )}
          {withAssignments && <p className={styles.told}>{words.others(judged.explanation.sentence)}</p>}
          {judged.rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules of an answer that never changes
            <div key={index}>
              <p className={styles.told}>{rule.why}</p>
              {rule.trace !== undefined && (
                <Section
                  title={
                    rule.componentType === undefined ? words.condition : words.conditionOn(rule.componentType)
                  }
                  level={3}
                >
                  <RuleCondition name={words.conditionName} trace={rule.trace} />
                </Section>
              )}
            </div>
          ))}
          {judged.explanation.verdict === 'deny' &&
            (judged.explanation.wouldPass !== undefined || judged.explanation.alternatives.length > 0) && (
              <Section title={explanationWords.wouldPass} level={3}>
                <WouldPass explanation={judged.explanation} />
              </Section>
            )}
          {judged.explanation.changedResource !== undefined && (
            <Section title={words.change} level={3}>
              <JsonView value={judged.explanation.changedResource} label={words.change} maxHeight="320px" />
            </Section>
          )}
        </>
      )}
      <Messages title={words.warnings} intent="warning" messages={warnings} />
    </>
  );
}

function Messages({
  title,
  intent,
  messages,
}: {
  readonly title: string;
  readonly intent: 'error' | 'warning';
  readonly messages: readonly string[];
}) {
  const styles = useStyles();
  if (messages.length === 0) return null;
  return (
    <MessageBar intent={intent} layout="multiline" className={styles.message}>
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        <ul className={styles.list}>
          {messages.map(message => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
