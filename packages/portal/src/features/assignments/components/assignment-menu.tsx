import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
  MoreHorizontal20Regular,
  Open20Regular,
  ShieldDismiss20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { assignments } from '#strings/assignments';
import { Allowed } from '../../../components/allowed.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import { ACTIONS } from '../../../lib/actions.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';

/** The "…" of an assignment's row. */
export function AssignmentMenu({
  assignment: { id, displayName },
  onDelete,
}: {
  readonly assignment: Assignment;
  onDelete(): void;
}) {
  const navigate = useNavigate();
  const exempt = useExemptWord();
  const go = (to: string, search: Readonly<Record<string, string>>) => () =>
    void navigate({ to, search } as never);
  const { actions } = assignments;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontal20Regular />}
          aria-label={assignments.moreFor(displayName)}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<Open20Regular />} onClick={go('/policy/assignments/details', { id })}>
            {actions.view}
          </MenuItem>
          <Allowed action={ACTIONS.assign}>
            <MenuItem icon={<Edit20Regular />} onClick={go('/policy/assign', { edit: id })}>
              {actions.edit}
            </MenuItem>
            <MenuItem icon={<Copy20Regular />} onClick={go('/policy/assign', { from: id })}>
              {actions.duplicate}
            </MenuItem>
          </Allowed>
          {exempt !== undefined && (
            <MenuItem
              icon={<ShieldDismiss20Regular />}
              onClick={go('/policy/exemptions/edit', { assignment: id })}
            >
              {exempt}
            </MenuItem>
          )}
          <Allowed action={ACTIONS.deleteAssignment}>
            <MenuItem icon={<Delete20Regular />} onClick={onDelete}>
              {actions.delete}
            </MenuItem>
          </Allowed>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
