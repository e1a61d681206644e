import { MessageBar, MessageBarBody, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { impact } from '#strings/impact';
import { number } from '../../lib/format/number.ts';
import type { PreviewPage } from '../../lib/policy/preview.ts';
import type { Preview } from '../../lib/policy/use-preview.ts';
import { EmptyState, ErrorState, LoadingLines } from '../states.tsx';
import { ImpactNumbers } from './impact-numbers.tsx';
import { ImpactTable } from './impact-table.tsx';
import { Warnings } from './warnings.tsx';

const useStyles = makeStyles({
  view: { display: 'grid', gap: tokens.spacingVerticalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  judged: { margin: 0, color: tokens.colorNeutralForeground2 },
  busy: { justifyContent: 'start' },
});

/** What a change means for what exists: numbers, warnings, and each resource with its reason. `running` says what is being worked out. */
export function ImpactView({ preview, running }: { readonly preview: Preview; readonly running: string }) {
  const styles = useStyles();
  const first = preview.pages?.[0];
  if (first !== undefined) return <Known first={first} preview={preview} />;
  if (!preview.isRunning) return <ErrorState error={preview.error} onRetry={preview.refetch} />;
  return (
    <div className={styles.view} role="status">
      <Spinner className={styles.busy} size="small" labelPosition="after" label={running} />
      <LoadingLines lines={6} />
    </div>
  );
}

function Known({ first, preview }: { readonly first: PreviewPage; readonly preview: Preview }) {
  const styles = useStyles();
  const { counts, revision, isNarrowed, warnings } = first;
  const changes = counts.newlyNonCompliant + counts.newlyCompliant + counts.couldNotJudge;
  return (
    <div className={styles.view}>
      <ImpactNumbers counts={counts} />
      <p className={styles.judged} role="status">
        {impact.judged(impact.resources(counts.resources, number(counts.resources)), number(revision))}{' '}
        {counts.notConcerned > 0 &&
          `${impact.notConcerned(counts.notConcerned, number(counts.notConcerned))} `}
        {changes > 0 && impact.keepsRunning}
      </p>
      {isNarrowed && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{impact.narrowed}</MessageBarBody>
        </MessageBar>
      )}
      <Warnings warnings={warnings} />
      {changes > 0 ? (
        <section aria-label={impact.table}>
          <ImpactTable preview={preview} />
        </section>
      ) : (
        <EmptyState
          title={counts.resources === 0 ? impact.nothingJudged : impact.noChange}
          hint={counts.resources === 0 ? impact.nothingJudgedHint : impact.noChangeHint}
        />
      )}
    </div>
  );
}
