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

/** What can be done with the assignment of a page. */
export function AssignmentCommands({ id, onDelete }: { readonly id: string; onDelete(): void }) {
  const navigate = useNavigate();
  const go = (to: string, search: Readonly<Record<string, string>>) => () =>
    void navigate({ to, search } as never);
  const { actions } = assignments;
  return (
    <>
      <Button appearance="primary" icon={<Edit20Regular />} onClick={go('/policy/assign', { edit: id })}>
        {actions.edit}
      </Button>
      <Button icon={<Copy20Regular />} onClick={go('/policy/assign', { from: id })}>
        {actions.duplicate}
      </Button>
      <Button icon={<ShieldDismiss20Regular />} onClick={go('/policy/exemptions/edit', { assignment: id })}>
        {actions.exempt}
      </Button>
      <Button icon={<Delete20Regular />} onClick={onDelete}>
        {actions.delete}
      </Button>
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
