import { useNavigate } from '@tanstack/react-router';
import { deployments as words } from '#strings/deployments';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import { notify } from '../../../lib/notifications.ts';
import { deleteResource } from '../api/resource.ts';

/** Asks before a deployment or endpoint is deleted; leads to the list when it is gone. */
export function DeleteResource({
  id,
  isEndpoint = false,
  onClose,
}: {
  readonly id: string;
  readonly isEndpoint?: boolean;
  onClose(): void;
}) {
  const navigate = useNavigate();
  const name = nameOfId(id);

  async function confirm(): Promise<void> {
    notify({ id: `delete ${id}`, title: words.deleteTitle(name), state: 'running' });
    try {
      await deleteResource(id);
    } catch (error) {
      notify({ id: `delete ${id}`, title: words.deleteTitle(name), state: 'failed', detail: String(error) });
      throw error;
    }
    notify({ id: `delete ${id}`, title: words.deleted(name), state: 'done' });
    void navigate({ to: '/deployments', search: {} } as never);
  }

  return (
    <ConfirmDialog
      isOpen
      title={words.deleteTitle(name)}
      action={isEndpoint ? words.deleteEndpoint : words.delete}
      onConfirm={confirm}
      onClose={onClose}
      {...(isEndpoint ? { nameToType: name } : {})}
    >
      <p>
        {words.deleteHint} {isEndpoint && words.deleteEndpointHint}
      </p>
    </ConfirmDialog>
  );
}
