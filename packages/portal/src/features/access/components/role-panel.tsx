import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { notify } from '../../../lib/notifications.ts';
import type { RoleDefinition, RolePermission } from '../../../lib/roles.ts';
import { useDeleteRole } from '../api/write-role.ts';
import { usePanelStyles } from './use-panel-styles.ts';

const useStyles = makeStyles({
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** All that a role allows, and where a custom one may be given. */
export function RolePanel({
  role,
  mayWrite,
  mayDelete,
  onEdit,
  onClose,
}: {
  readonly role: RoleDefinition;
  readonly mayWrite: boolean;
  readonly mayDelete: boolean;
  onEdit(): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const [isDeleting, setIsDeleting] = useState(false);
  const { roleName, description, id, permissions, isCustom, assignableScopes } = role;
  const isWhole = permissions.length <= 1;
  return (
    <DetailsPanel title={roleName} onClose={onClose}>
      {isCustom && (mayWrite || mayDelete) && (
        <div role="toolbar" aria-label={access.commandsOf(roleName)} className={styles.commands}>
          {mayWrite && isWhole && (
            <Button icon={<Edit20Regular />} onClick={onEdit}>
              {access.editRole}
            </Button>
          )}
          {mayDelete && (
            <Button icon={<Delete20Regular />} onClick={() => setIsDeleting(true)}>
              {access.deleteRole}
            </Button>
          )}
        </div>
      )}
      {isCustom && mayWrite && !isWhole && <p className={panel.note}>{access.partsByApi}</p>}
      <p>{description}</p>
      <IdText id={id} label={roleName} />
      {permissions.map((permission, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name, and are never moved
        <PermissionView key={index} permission={permission} />
      ))}
      {isCustom && (
        <>
          <h3 className={panel.heading}>{access.assignableScopes}</h3>
          <ul className={panel.plain}>
            {assignableScopes.map(scope => (
              <li key={scope} className={panel.item}>
                <ScopeName id={scope} />
              </li>
            ))}
          </ul>
        </>
      )}
      <DeleteRole role={role} isOpen={isDeleting} onClose={() => setIsDeleting(false)} onDeleted={onClose} />
    </DetailsPanel>
  );
}

/** Data actions are told of only where there are some: few roles have any. */
function PermissionView({ permission }: { readonly permission: RolePermission }) {
  const { actions, notActions, dataActions, notDataActions } = permission;
  return (
    <>
      <Actions title={access.allowed} texts={actions} />
      <Actions title={access.excepted} texts={notActions} />
      {dataActions.length > 0 && <Actions title={access.allowedOfData} texts={dataActions} />}
      {notDataActions.length > 0 && <Actions title={access.exceptedOfData} texts={notDataActions} />}
    </>
  );
}

function Actions({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  const styles = usePanelStyles();
  return (
    <>
      <h3 className={styles.heading}>{title}</h3>
      {texts.length === 0 ? (
        <p className={styles.note}>{access.none}</p>
      ) : (
        <ul className={styles.texts}>
          {texts.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Asks before a role goes. */
function DeleteRole({
  role,
  isOpen,
  onClose,
  onDeleted,
}: {
  readonly role: RoleDefinition;
  readonly isOpen: boolean;
  onClose(): void;
  onDeleted(): void;
}) {
  const remove = useDeleteRole();
  const isDeleted = useRef(false);

  async function confirm(): Promise<void> {
    const revision = await remove.mutateAsync(role.id);
    notify({
      id: crypto.randomUUID(),
      title: access.roleDeleted(role.roleName),
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
      title={access.deleteRoleTitle(role.roleName)}
      action={access.deleteRole}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{access.deleteRoleMeans}</p>
    </ConfirmDialog>
  );
}
