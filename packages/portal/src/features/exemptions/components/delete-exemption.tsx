import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { exemptions as words } from '#strings/exemptions';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { usePreview } from '../../../lib/policy/use-preview.ts';
import { deleteExemption } from '../api/delete-exemption.ts';

const DELETED = { operation: 'delete' } as const;

const useStyles = makeStyles({
  said: { display: 'grid', gap: tokens.spacingVerticalS },
  line: { margin: 0 },
  busy: { justifyContent: 'start' },
});

/** Asks before an exemption is deleted, and says what becomes non-compliant. */
export function DeleteExemption({
  exemption: { id, displayName },
  onClose,
  onDeleted,
}: {
  readonly exemption: Exemption;
  onClose(): void;
  onDeleted?(): void;
}) {
  async function confirm(): Promise<void> {
    const revision = await deleteExemption(id);
    notify({
      id: `deleted ${id}`,
      title: words.deletion.deleted(displayName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: words.details.inForce(revision) }),
    });
    onDeleted?.();
  }

  return (
    <ConfirmDialog
      isOpen
      title={words.deletion.title(displayName)}
      action={words.delete}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Impact id={id} />
    </ConfirmDialog>
  );
}

function Impact({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { pages, error, isRunning } = usePreview(id, DELETED);
  const counts = pages?.[0]?.counts;
  return (
    <div className={styles.said}>
      <div role="status">
        {isRunning && (
          <Spinner className={styles.busy} size="tiny" labelPosition="after" label={words.deletion.working} />
        )}
        {counts !== undefined && (
          <p className={styles.line}>
            {counts.newlyNonCompliant === 0
              ? words.deletion.nothing
              : words.deletion.becomes(number(counts.newlyNonCompliant), counts.newlyNonCompliant === 1)}
          </p>
        )}
      </div>
      {error !== null && error !== undefined && <ErrorState error={error} what={words.deletion.unknown} />}
      <p className={styles.line}>{words.deletion.keeps}</p>
    </div>
  );
}
