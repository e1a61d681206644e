import { Button } from '@fluentui/react-components';
import { ArrowClockwise20Regular, Delete20Regular, DismissCircle20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { remediation } from '#strings/remediation';
import { CommandLink } from '../../../components/command-link.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { notify } from '../../../lib/notifications.ts';
import { cancelTask, deleteTask, runAgain } from '../api/write-task.ts';
import { hasEnded, type Remediation } from '../remediation.ts';

const words = remediation.task;

/** What can be done with a task: cancel what runs, run again or delete what has ended. */
export function TaskCommands({
  task,
  onRefused,
}: {
  readonly task: Remediation;
  /** Running it again was refused, or is tried again (undefined). */
  onRefused(error: unknown): void;
}) {
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'cancel' | 'delete'>();
  const [isBusy, setIsBusy] = useState(false);
  const isOver = hasEnded(task);

  async function again(): Promise<void> {
    setIsBusy(true);
    onRefused(undefined);
    try {
      await runAgain(task);
      notify({ id: `${task.id} again`, title: words.ran(task.name), state: 'done' });
    } catch (error) {
      onRefused(error);
    } finally {
      setIsBusy(false);
    }
  }

  async function remove(): Promise<void> {
    await deleteTask(task.id);
    notify({ id: `${task.id} deleted`, title: words.deleted(task.name), state: 'done' });
    await navigate({ to: '/policy/remediation', search: { tab: 'tasks' } } as never);
  }

  return (
    <>
      {isOver ? (
        <Button
          appearance="primary"
          icon={<ArrowClockwise20Regular />}
          disabled={isBusy}
          onClick={() => void again()}
        >
          {words.again}
        </Button>
      ) : (
        <Button
          icon={<DismissCircle20Regular />}
          disabled={task.state === 'Cancelling'}
          onClick={() => setAsked('cancel')}
        >
          {words.cancel}
        </Button>
      )}
      <Button
        icon={<Delete20Regular />}
        disabledFocusable={!isOver}
        {...(isOver ? {} : { title: words.deleteActive })}
        onClick={() => setAsked('delete')}
      >
        {words.delete}
      </Button>
      <CommandLink to="/policy/compliance/assignment" search={{ id: task.assignmentId }}>
        {words.results}
      </CommandLink>
      {task.correlationId !== undefined && (
        <CommandLink to="/audit/activity-log" search={{ correlation: task.correlationId, span: '90d' }}>
          {words.log}
        </CommandLink>
      )}
      <ConfirmDialog
        isOpen={asked === 'cancel'}
        title={words.cancelTitle(task.name)}
        action={words.cancel}
        onConfirm={() => cancelTask(task.id)}
        onClose={() => setAsked(undefined)}
      >
        {words.cancelText}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'delete'}
        title={words.deleteTitle(task.name)}
        action={words.delete}
        onConfirm={remove}
        onClose={() => setAsked(undefined)}
      >
        {words.deleteText}
      </ConfirmDialog>
    </>
  );
}
