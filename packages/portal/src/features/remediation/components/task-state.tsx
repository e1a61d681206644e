import { makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  DismissCircle16Filled,
  Play16Regular,
  SubtractCircle16Regular,
} from '@fluentui/react-icons';
import { remediation as words } from '#strings/remediation';
import { number } from '../../../lib/format/number.ts';
import { hasEnded, progressOf, type Remediation } from '../remediation.ts';

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
  },
  word: { alignSelf: 'baseline' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  running: { color: tokens.colorBrandForeground1 },
  apart: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  bar: { flex: '0 0 80px' },
});

const LOOKS = {
  Succeeded: [CheckmarkCircle16Filled, 'good'],
  Failed: [DismissCircle16Filled, 'bad'],
  Canceled: [SubtractCircle16Regular, 'apart'],
  Cancelling: [SubtractCircle16Regular, 'running'],
  Running: [Play16Regular, 'running'],
  Evaluating: [Play16Regular, 'running'],
  Accepted: [Circle16Regular, 'apart'],
} as const;

/** Where a task, or the deployment of one of its resources, is: icon, word and colour. */
export function TaskState({ state }: { readonly state: string }) {
  const styles = useStyles();
  const [Icon, look] = isKnown(state) ? LOOKS[state] : LOOKS.Accepted;
  return (
    <span className={mergeClasses(styles.badge, styles[look])}>
      <Icon aria-hidden />
      <span className={styles.word}>{words.states[state] ?? state}</span>
    </span>
  );
}

function isKnown(state: string): state is keyof typeof LOOKS {
  return Object.hasOwn(LOOKS, state);
}

/** How many of a task's deployments came out how, with a bar while it runs. */
export function TaskProgress({ task }: { readonly task: Remediation }) {
  const styles = useStyles();
  const progress = progressOf(task);
  return (
    <span className={styles.progress}>
      {!hasEnded(task) && (
        <ProgressBar
          className={styles.bar}
          aria-label={`${words.progress}: ${task.name}`}
          {...(progress === undefined ? {} : { value: progress })}
        />
      )}
      <span>{countWords(task)}</span>
    </span>
  );
}

/** "3 of 4 succeeded, 1 failed" */
export function countWords({ total, succeeded, failed }: Remediation): string {
  if (total === 0) return words.noneYet;
  return failed === 0
    ? words.counts(number(succeeded), number(total))
    : words.countsFailed(number(succeeded), number(failed), number(total));
}
