import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { Add16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { ApiError } from '@sluice/arm/client';
import { Suspense, useState } from 'react';
import { access } from '#strings/access';
import { common } from '#strings/common';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { WriteRefusal } from '../../../components/write-refusal.tsx';
import { isUnexpected } from '../../../lib/expected.ts';
import { linesOf } from '../../../lib/lines-of.ts';
import { notify } from '../../../lib/notifications.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import type { RoleDefinition } from '../../../lib/roles.ts';
import { useScopeNames } from '../../../lib/scope.ts';
import { useDialog } from '../../../lib/use-dialog.ts';
import { getRole, useWriteRole } from '../api/write-role.ts';
import { FormDialog } from './form-dialog.tsx';
import { usePanelStyles } from './use-panel-styles.ts';

const ScopePicker = lazyPart(async () => (await import('../../../components/scope-picker.tsx')).ScopePicker);

const useStyles = makeStyles({
  actions: { fontFamily: tokens.fontFamilyMonospace, '& textarea': { minHeight: '96px' } },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  name: { minWidth: 0, overflowWrap: 'anywhere' },
  id: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  remove: { flexShrink: 0, whiteSpace: 'nowrap' },
  add: { marginTop: tokens.spacingVerticalS },
});

type Draft = {
  readonly roleName: string;
  readonly description: string;
  /** One a line. */
  readonly actions: string;
  readonly notActions: string;
  readonly scopes: readonly string[];
};

/** Makes a custom role, or changes the one that is given. */
export function RoleDialog({
  isOpen,
  role,
  scope,
  onClose,
}: {
  readonly isOpen: boolean;
  /** Undefined: a new one. */
  readonly role: RoleDefinition | undefined;
  /** Where a new one may be given to begin with. */
  readonly scope: string;
  onClose(): void;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const [begun, setBegun] = useState(role);
  const [draft, setDraft] = useState(() => toDraft(role, scope));
  const [isAsked, setIsAsked] = useState(false);
  const picker = useDialog();
  const nameOf = useScopeNames();
  const write = useWriteRole();
  const isStale = isUnexpected(write.error);
  const { roleName, description, actions, notActions, scopes } = draft;
  const own = isAsked ? checkDraft(draft) : {};

  function change(part: Partial<Draft>): void {
    write.reset();
    setDraft(before => ({ ...before, ...part }));
  }

  async function submit(isAnyhow = false): Promise<void> {
    setIsAsked(true);
    if (Object.keys(checkDraft(draft)).length > 0) return;
    const { dataActions = [], notDataActions = [] } = begun?.permissions[0] ?? {};
    const revision = await write.mutateAsync({
      begun,
      isAnyhow,
      roleName: roleName.trim(),
      description: description.trim(),
      permissions: [
        { actions: linesOf(actions), notActions: linesOf(notActions), dataActions, notDataActions },
      ],
      assignableScopes: scopes,
    });
    notify({
      id: crypto.randomUUID(),
      title: access.roleSaved(roleName.trim()),
      state: 'done',
      ...(revision === undefined ? {} : { detail: access.inForce(revision) }),
    });
    onClose();
  }

  async function reload(): Promise<void> {
    if (begun === undefined) return;
    const { role: now } = await getRole(begun.id);
    setBegun(now);
    setDraft(toDraft(now, scope));
    write.reset();
  }

  function problem(ownProblem: string | undefined, pointer: string) {
    const told = ownProblem ?? problemAt(write.error, pointer);
    return told === undefined ? {} : { validationMessage: told };
  }

  return (
    <>
      <FormDialog
        isOpen={isOpen}
        title={role === undefined ? access.newRole : access.editRoleOf(role.roleName)}
        action={role === undefined ? access.createRole : common.save}
        isBusy={write.isPending}
        error={isStale ? null : write.error}
        onSubmit={() => submit()}
        onClose={onClose}
      >
        {isStale && (
          <WriteRefusal
            error={write.error}
            what={access.roleNotSaved}
            isNew={role === undefined}
            onAnyway={() => void submit(true).catch(() => {})}
            onReload={() => void reload()}
          />
        )}
        <Field
          required
          label={access.roleName}
          {...problem(own.roleName ?? takenName(write.error), '/properties/roleName')}
        >
          <Input
            value={roleName}
            maxLength={512}
            autoComplete="off"
            onChange={(_, { value }) => change({ roleName: value })}
          />
        </Field>
        <Field label={access.columns.description} {...problem(undefined, '/properties/description')}>
          <Input
            value={description}
            maxLength={1024}
            onChange={(_, { value }) => change({ description: value })}
          />
        </Field>
        <Field
          required
          label={access.allowed}
          hint={access.actionsHint}
          {...problem(own.actions, '/properties/permissions/0/actions')}
        >
          <Textarea
            className={styles.actions}
            resize="vertical"
            spellCheck={false}
            placeholder="Microsoft.MachineLearningServices/workspaces/*/read"
            value={actions}
            onChange={(_, { value }) => change({ actions: value })}
          />
        </Field>
        <Field
          label={access.excepted}
          hint={access.notActionsHint}
          {...problem(undefined, '/properties/permissions/0/notActions')}
        >
          <Textarea
            className={styles.actions}
            resize="vertical"
            spellCheck={false}
            value={notActions}
            onChange={(_, { value }) => change({ notActions: value })}
          />
        </Field>
        <Field
          required
          label={access.assignableScopes}
          hint={access.scopesHint}
          {...problem(own.scopes, '/properties/assignableScopes')}
        >
          {control => (
            <div>
              {scopes.length > 0 && (
                <ul className={panel.plain} aria-label={access.assignableScopes}>
                  {scopes.map(each => (
                    <li key={each} className={styles.row}>
                      <span className={styles.name}>
                        {nameOf(each)}
                        <span className={styles.id}>{each}</span>
                      </span>
                      <Button
                        className={styles.remove}
                        size="small"
                        appearance="subtle"
                        icon={<Dismiss16Regular />}
                        aria-label={access.removeScope(nameOf(each))}
                        onClick={() => change({ scopes: scopes.filter(other => other !== each) })}
                      >
                        {access.remove}
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
              <Button
                {...('aria-describedby' in control
                  ? { 'aria-describedby': control['aria-describedby'] }
                  : {})}
                className={styles.add}
                size="small"
                icon={<Add16Regular />}
                onClick={picker.open}
              >
                {access.addScope}
              </Button>
            </div>
          )}
        </Field>
      </FormDialog>
      {picker.times > 0 && (
        <Suspense fallback={null}>
          <ScopePicker
            key={picker.times}
            isOpen={picker.isOpen}
            title={access.addScope}
            onClose={picker.close}
            onPick={({ id }) => {
              picker.close();
              if (!scopes.some(each => each.toLowerCase() === id.toLowerCase()))
                change({ scopes: [...scopes, id] });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function toDraft(role: RoleDefinition | undefined, scope: string): Draft {
  const [permission] = role?.permissions ?? [];
  return {
    roleName: role?.roleName ?? '',
    description: role?.description ?? '',
    actions: permission?.actions.join('\n') ?? '',
    notActions: permission?.notActions.join('\n') ?? '',
    scopes: role?.assignableScopes ?? [scope],
  };
}

function checkDraft({ roleName, actions, scopes }: Draft): {
  readonly roleName?: string;
  readonly actions?: string;
  readonly scopes?: string;
} {
  return {
    ...(roleName.trim() === '' ? { roleName: access.needsRoleName } : {}),
    ...(linesOf(actions).length === 0 ? { actions: access.needsActions } : {}),
    ...(scopes.length === 0 ? { scopes: access.needsScope } : {}),
  };
}

/** The refusal of a name names the role that has it, and no field. */
function takenName(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.detail.code !== 'RoleDefinitionWithSameNameExists')
    return undefined;
  return error.detail.message;
}
