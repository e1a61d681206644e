import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { common } from '#strings/common';
import { definitions } from '#strings/definitions';
import { notify } from '../lib/notifications.ts';
import type { DefinitionSummary } from '../lib/policy/definition-summary.ts';
import { deleteDefinition } from '../lib/policy/delete-definition.ts';
import { type Usage, useUsage } from '../lib/policy/use-usage.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DEFINITION_PAGES } from './definition-table.tsx';
import { PortalLink } from './portal-link.tsx';
import { QueryView } from './states.tsx';

const words = definitions.details;

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, maxHeight: '40vh', overflowY: 'auto' },
});

/** Asks before a definition or an initiative is deleted. What is in use cannot be: then it says by whom. */
export function DeleteDefinitionDialog({
  definition,
  onClose,
}: {
  readonly definition: DefinitionSummary;
  onClose(): void;
}) {
  const navigate = useNavigate();
  const { id, kind, displayName } = definition;
  const usage = useUsage(id);
  const isFree = usage.data !== undefined && usersOf(usage.data).length === 0;

  async function confirm(): Promise<void> {
    const revision = await deleteDefinition(id);
    notify({
      id: `delete ${id}`,
      title: words.deleted(displayName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: words.inForce(revision) }),
    });
    await navigate({ to: DEFINITION_PAGES[kind] } as never);
  }

  if (isFree)
    return (
      <ConfirmDialog
        isOpen
        title={words.deleteTitle(displayName)}
        action={words.delete[kind]}
        onConfirm={confirm}
        onClose={onClose}
      >
        <p>{words.deleteHint}</p>
      </ConfirmDialog>
    );
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            {usage.data === undefined ? words.deleteTitle(displayName) : words.inUseTitle(displayName)}
          </DialogTitle>
          <DialogContent>
            <QueryView query={usage} what={words.usageUnreadable}>
              {found => <InUse usage={found} />}
            </QueryView>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{common.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function InUse({ usage }: { readonly usage: Usage }) {
  const styles = useStyles();
  return (
    <>
      <p>{words.inUseHint}</p>
      <ul className={styles.list}>
        {usersOf(usage).map(({ id, to, displayName }) => (
          <li key={id}>
            <PortalLink to={to} search={{ id }}>
              {displayName}
            </PortalLink>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What must let go of it first. An assignment of an initiative that holds it does not: the initiative does. */
function usersOf({ assignments, initiatives }: Usage) {
  return [
    ...assignments
      .filter(({ through }) => through === undefined)
      .map(({ id, displayName }) => ({ id, displayName, to: '/policy/assignments/details' })),
    ...initiatives.map(({ id, displayName }) => ({ id, displayName, to: '/policy/initiatives/details' })),
  ];
}
