import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { assignments } from '#strings/assignments';
import { impact } from '#strings/impact';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { number } from '../../../lib/format/number.ts';
import { notify } from '../../../lib/notifications.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { deleteAssignment } from '../api/delete-assignment.ts';
import { type Ending, useEndingImpact } from '../api/use-ending-impact.ts';

const useStyles = makeStyles({
  said: { display: 'grid', gap: tokens.spacingVerticalS },
  line: { margin: 0 },
  first: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  busy: { justifyContent: 'start' },
});

/** Asks before an assignment is deleted, and says what that means. */
export function DeleteAssignment({
  assignment,
  onClose,
  onDeleted,
}: {
  /** Undefined: the dialog is closed. */
  readonly assignment: Assignment | undefined;
  onClose(): void;
  onDeleted?(): void;
}) {
  const { id = '', displayName = '' } = assignment ?? {};
  const isDeleted = useRef(false);

  async function confirm(): Promise<void> {
    const revision = await deleteAssignment(id);
    notify({
      id: `deleted ${id}`,
      title: assignments.delete.deleted(displayName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: assignments.delete.since(revision) }),
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
      isOpen={assignment !== undefined}
      title={assignments.delete.title(displayName)}
      action={assignments.delete.action}
      onConfirm={confirm}
      onClose={close}
    >
      {assignment !== undefined && <EndingWords assignment={assignment} />}
    </ConfirmDialog>
  );
}

function EndingWords({ assignment }: { readonly assignment: Assignment }) {
  const styles = useStyles();
  const ending = useEndingImpact(assignment);
  return (
    <div className={styles.said}>
      <div role="status" className={styles.said}>
        {ending.isFetching && (
          <Spinner className={styles.busy} size="tiny" labelPosition="after" label={impact.ending.working} />
        )}
        {ending.data !== undefined &&
          endingSentences(ending.data).map((sentence, index) => (
            <p key={sentence} className={index === 0 ? styles.first : styles.line}>
              {sentence}
            </p>
          ))}
      </div>
      {ending.error !== null && !ending.isFetching && (
        <ErrorState error={ending.error} what={assignments.delete.unknown} />
      )}
      <p className={styles.line}>
        {assignments.delete.atOnce} {assignments.delete.rest}
      </p>
    </div>
  );
}

function endingSentences(ending: Ending): readonly string[] {
  const { allowed, stillRefused, noLongerReported, areDeployments, replay, isMore, isNarrowed } = ending;
  const words = impact.ending;
  const things = (count: number) =>
    areDeployments ? words.deployments(count, number(count)) : impact.resources(count, number(count));
  const sentences = [
    ...(allowed > 0 ? [words.become(things(allowed), allowed)] : []),
    ...(stillRefused > 0 ? [words.still(things(stillRefused), stillRefused)] : []),
    ...(noLongerReported > 0 ? [words.noLonger(things(noLongerReported), noLongerReported)] : []),
  ];
  return [
    ...(sentences.length === 0 ? [words.nothing] : sentences),
    ...(isMore ? [words.atLeast] : []),
    ...(replay !== undefined && replay.wouldBeLetThrough > 0
      ? [
          words.letThrough(
            impact.requests(replay.requests, number(replay.requests)),
            number(replay.wouldBeLetThrough),
          ),
        ]
      : []),
    ...(isNarrowed ? [impact.narrowed] : []),
  ];
}
