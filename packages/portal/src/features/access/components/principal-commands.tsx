import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete20Regular, Key20Regular, Pause20Regular, Play20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import { SecretDialog } from '../../../components/secret-dialog.tsx';
import { ErrorState } from '../../../components/states.tsx';
import { session } from '../../../lib/arm.ts';
import { notify } from '../../../lib/notifications.ts';
import type { Principal } from '../../../lib/principals.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { type Credential, useChangePrincipal, useDeletePrincipal } from '../api/change-principal.ts';
import { AddSecretDialog } from './add-secret-dialog.tsx';
import { SetPasswordDialog } from './set-password-dialog.tsx';
import type { PrincipalRights } from './use-principal-rights.ts';

const useStyles = makeStyles({
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    // All of them are for others.
    ':empty': { display: 'none' },
    outlineStyle: 'none',
  },
});

/** What can be done about one principal by whoever may. */
export function PrincipalCommands({
  principal,
  rights,
  onDeleted,
}: {
  readonly principal: Principal;
  readonly rights: PrincipalRights;
  onDeleted(): void;
}) {
  const styles = useStyles();
  const [{ dialog }, change] = useUrlState<'dialog'>();
  const [made, setMade] = useState<Credential>();
  const [isShown, setIsShown] = useState(false);
  const toolbar = useRef<HTMLDivElement>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const enable = useChangePrincipal();
  const { objectId, displayName, principalType, isEnabled } = principal;
  const isUser = principalType === 'User';
  const maySecret = rights.mayAddSecret && principalType === 'ServicePrincipal';
  const mayPassword = rights.maySetPassword && isUser;
  // The panel takes the focus when it opens; a dialog on it opens after that, and takes it then.
  const [isHere, setIsHere] = useState(false);
  useEffect(() => setIsHere(true), []);
  // One closes with the step in which the next one opens.
  const asked = isHere && !isShown ? dialog : undefined;
  const isAdding = maySecret && asked === 'secret';
  const isSetting = mayPassword && asked === 'password';
  const closeDialog = () => change({ dialog: undefined });

  function show(credential: Credential): void {
    setMade(credential);
    setIsShown(true);
    closeDialog();
  }

  return (
    <>
      <div
        ref={toolbar}
        tabIndex={-1}
        role="toolbar"
        aria-label={access.commandsOf(displayName)}
        className={styles.commands}
      >
        {maySecret && (
          <Button icon={<Key20Regular />} onClick={() => change({ dialog: 'secret' })}>
            {access.addSecret}
          </Button>
        )}
        {mayPassword && (
          <Button icon={<Key20Regular />} onClick={() => change({ dialog: 'password' })}>
            {access.setPassword}
          </Button>
        )}
        {rights.mayWrite && (
          <Button
            icon={isEnabled ? <Pause20Regular /> : <Play20Regular />}
            disabledFocusable={enable.isPending}
            onClick={() => enable.mutate({ objectId, enabled: !isEnabled })}
          >
            {isEnabled ? access.disable : access.enable}
          </Button>
        )}
        {rights.mayDelete && (
          <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
            {access.delete}
          </Button>
        )}
      </div>
      {enable.isError && <ErrorState error={enable.error} />}
      <KeptDialog isOpen={isAdding}>
        <AddSecretDialog
          isOpen={isAdding}
          principal={principal}
          otherwise={toolbar}
          onMade={show}
          onClose={closeDialog}
        />
      </KeptDialog>
      <KeptDialog isOpen={isSetting}>
        <SetPasswordDialog
          isOpen={isSetting}
          principal={principal}
          otherwise={toolbar}
          onMade={show}
          onClose={closeDialog}
        />
      </KeptDialog>
      {made !== undefined && (
        <SecretDialog
          isOpen={isShown}
          title={isUser ? access.keepPassword : access.keepSecret}
          hint={isUser ? access.passwordOnce : access.secretOnce}
          facts={[
            [isUser ? access.userName : access.columns.clientId, made.clientId],
            [isUser ? access.password : access.secret, made.secret],
          ]}
          otherwise={toolbar}
          onClose={() => setIsShown(false)}
        />
      )}
      <DeletePrincipal
        principal={principal}
        isOpen={isDeleting}
        onClose={() => setIsDeleting(false)}
        onDeleted={onDeleted}
      />
    </>
  );
}

/** Asks before a principal goes. */
function DeletePrincipal({
  principal,
  isOpen,
  onClose,
  onDeleted,
}: {
  readonly principal: Principal;
  readonly isOpen: boolean;
  onClose(): void;
  onDeleted(): void;
}) {
  const remove = useDeletePrincipal();
  const isDeleted = useRef(false);
  const { objectId, displayName, principalType } = principal;
  const isSelf = objectId.toLowerCase() === session().account.principalId.toLowerCase();

  async function confirm(): Promise<void> {
    const revision = await remove.mutateAsync(objectId);
    notify({
      id: crypto.randomUUID(),
      title: access.deleted(displayName),
      state: 'done',
      ...(revision === undefined ? {} : { detail: access.inForce(revision) }),
    });
    isDeleted.current = true;
  }

  /** The dialog is closed before its panel is. */
  function close(): void {
    onClose();
    if (isDeleted.current) onDeleted();
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={access.deleteTitle(displayName)}
      action={access.delete}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{principalType === 'Group' ? access.deleteGroupMeans : access.deleteMeans}</p>
      {isSelf && <p>{access.deleteSelf}</p>}
    </ConfirmDialog>
  );
}
