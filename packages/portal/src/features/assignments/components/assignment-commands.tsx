import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  CheckboxChecked20Regular,
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
  MoreHorizontal20Regular,
  ShieldDismiss20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { assignments } from '#strings/assignments';
import { common } from '#strings/common';
import { Allowed } from '../../../components/allowed.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import { ACTIONS } from '../../../lib/actions.ts';

/** What can be done with the assignment of a page. */
export function AssignmentCommands({ id, onDelete }: { readonly id: string; onDelete(): void }) {
  const navigate = useNavigate();
  const exempt = useExemptWord();
  const go = (to: string, search: Readonly<Record<string, string>>) => () =>
    void navigate({ to, search } as never);
  const { actions } = assignments;
  return (
    <>
      <Allowed action={ACTIONS.assign}>
        <Button appearance="primary" icon={<Edit20Regular />} onClick={go('/policy/assign', { edit: id })}>
          {actions.edit}
        </Button>
        <Button icon={<Copy20Regular />} onClick={go('/policy/assign', { from: id })}>
          {actions.duplicate}
        </Button>
      </Allowed>
      {exempt !== undefined && (
        <Button icon={<ShieldDismiss20Regular />} onClick={go('/policy/exemptions/edit', { assignment: id })}>
          {exempt}
        </Button>
      )}
      <Allowed action={ACTIONS.deleteAssignment}>
        <Button icon={<Delete20Regular />} onClick={onDelete}>
          {actions.delete}
        </Button>
      </Allowed>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={common.more} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={<CheckboxChecked20Regular />}
              onClick={go('/policy/compliance/assignment', { id })}
            >
              {actions.compliance}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
