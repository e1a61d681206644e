import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { exemptions } from '#strings/exemptions';
import { impact } from '#strings/impact';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { isDeployment } from '../../../lib/policy/place.ts';
import type { PreviewRow } from '../../../lib/policy/preview.ts';
import { usePreview } from '../../../lib/policy/use-preview.ts';
import { deleteExemption } from '../api/write-exemption.ts';

const useStyles = makeStyles({
  said: { display: 'grid', gap: tokens.spacingVerticalS },
  first: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0 },
  busy: { justifyContent: 'start' },
});

/** Asks before an exemption is deleted, and says what that means. */
export function DeleteExemption({
  exemption,
  onClose,
  onDeleted,
}: {
  /** Undefined: the dialog is closed. */
  readonly exemption: Exemption | undefined;
  onClose(): void;
  onDeleted?(): void;
}) {
  const styles = useStyles();
  const { id = '', displayName = '' } = exemption ?? {};
  const isDeleted = useRef(false);
  const preview = usePreview(id, exemption && DELETE);
  const words = exemptions.delete;

  async function confirm(): Promise<void> {
    const revision = await deleteExemption(id);
    notify({
      id: `deleted ${id}`,
      title: words.deleted(displayName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: words.since(revision) }),
    });
    isDeleted.current = true;
  }

  /** The dialog is closed before its page is left. */
  function close(): void {
    onClose();
    if (isDeleted.current) onDeleted?.();
    isDeleted.current = false;
  }

  return (
    <ConfirmDialog
      isOpen={exemption !== undefined}
      title={words.title(displayName)}
      action={words.action}
      onConfirm={confirm}
      onClose={close}
    >
      <div className={styles.said}>
        <div role="status" className={styles.said}>
          {preview.isRunning && (
            <Spinner
              className={styles.busy}
              size="tiny"
              labelPosition="after"
              label={impact.ending.working}
            />
          )}
          {preview.pages !== undefined &&
            sentencesOf(preview.pages.flatMap(({ rows }) => rows)).map((sentence, index) => (
              <p key={sentence} className={index === 0 ? styles.first : styles.line}>
                {sentence}
              </p>
            ))}
          {preview.more.hasMore && <p className={styles.line}>{impact.ending.atLeast}</p>}
        </div>
        {preview.error !== null && preview.error !== undefined && (
          <ErrorState error={preview.error} what={words.unknown} />
        )}
        <p className={styles.line}>{words.atOnce}</p>
      </div>
    </ConfirmDialog>
  );
}

const DELETE = { operation: 'delete' } as const;

function sentencesOf(rows: readonly PreviewRow[]): readonly string[] {
  const words = exemptions.delete;
  const failing = rows.filter(({ verdict }) => verdict === 'newlyNonCompliant');
  const refused = new Set(failing.filter(refuses).map(({ resourceId }) => resourceId.toLowerCase()));
  const reported = new Set(
    failing.map(({ resourceId }) => resourceId.toLowerCase()).filter(key => !refused.has(key)),
  );
  const areDeployments = failing.every(({ resourceType }) => isDeployment(resourceType));
  const things = (count: number) =>
    areDeployments ? impact.ending.deployments(count, number(count)) : impact.resources(count, number(count));
  const sentences = [
    ...(refused.size > 0 ? [words.become(things(refused.size), refused.size)] : []),
    ...(reported.size > 0 ? [words.onlyReported(things(reported.size), reported.size)] : []),
  ];
  return sentences.length === 0 ? [words.nothing] : sentences;
}

function refuses({ after }: PreviewRow): boolean {
  return after?.effect.toLowerCase() === 'deny' && after.enforcementMode === 'Default';
}
