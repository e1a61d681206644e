import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { assign } from '#strings/assign';
import { ImpactView } from '../../../../components/impact/impact-view.tsx';
import { ReplayView } from '../../../../components/impact/replay-view.tsx';
import { EmptyState } from '../../../../components/states.tsx';
import { ProblemList } from './problem-list.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  view: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  tools: { display: 'flex', justifyContent: 'end' },
});

/** Whom the assignment hits, before it is created. */
export function ImpactTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { preview, replay, isPreviewCurrent, problems, isForbidden } = wizard;
  if (isForbidden)
    return <EmptyState title={assign.impact.notPermitted} hint={assign.impact.notPermittedHint} />;
  if (problems.length > 0) return <ProblemList wizard={wizard} title={assign.impact.needs} />;
  const isShown = isPreviewCurrent && preview.pages !== undefined;
  return (
    <div className={styles.view}>
      <ImpactView
        preview={isPreviewCurrent ? preview : { ...preview, pages: undefined, isRunning: true }}
        running={assign.impact.running}
      />
      {isShown && (
        <>
          <ReplayView preview={replay} />
          <div className={styles.tools}>
            <Button
              appearance="subtle"
              icon={<ArrowClockwise20Regular />}
              onClick={() => {
                preview.refetch();
                replay.refetch();
              }}
            >
              {assign.impact.again}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
