import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ClipboardTextLtr20Regular,
  Delete20Regular,
  Edit20Regular,
  MoreHorizontal20Regular,
  Open20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { exemptions as words } from '#strings/exemptions';
import { Allowed } from '../../../components/allowed.tsx';
import { ExemptionExpiry } from '../../../components/exemption-expiry.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { ScopeName } from '../../../components/scope-name.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { number } from '../../../lib/format/number.ts';
import { pageOf } from '../../../lib/page-of.ts';
import type { Exemption } from '../../../lib/policy/exemption.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import type { Sort } from '../../../lib/sort.ts';
import type { ExemptionRow } from '../list/list-exemptions.ts';

/** The list of exemptions. */
export function ExemptionTable({
  rows,
  isLoading,
  isMore,
  sort,
  onSort,
  onDelete,
  empty,
}: {
  readonly rows: readonly ExemptionRow[];
  readonly isLoading: boolean;
  /** Usage is counted in part: numbers are at least. */
  readonly isMore: boolean;
  readonly sort: Sort;
  onSort(sort: Sort): void;
  onDelete(exemption: Exemption): void;
  readonly empty: ReactNode;
}) {
  return (
    <ResourceTable
      label={words.title}
      columns={columnsOf(isMore, onDelete)}
      rows={rows}
      rowKey={({ id }) => id}
      isLoading={isLoading}
      sort={sort}
      onSort={onSort}
      empty={empty}
    />
  );
}

function columnsOf(
  isMore: boolean,
  onDelete: (exemption: Exemption) => void,
): readonly Column<ExemptionRow>[] {
  const { columns } = words;
  return [
    {
      id: 'name',
      header: columns.name,
      width: 240,
      isSortable: true,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <PortalLink to="/policy/exemptions/details" search={{ id }}>
            {displayName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'actions',
      header: columns.actions,
      width: 84,
      cell: row => <ExemptionMenu exemption={row} onDelete={() => onDelete(row)} />,
    },
    {
      id: 'scope',
      header: columns.scope,
      width: 210,
      isSortable: true,
      cell: ({ scope }) => <ExemptedName id={scope} />,
    },
    {
      id: 'assignment',
      header: columns.assignment,
      width: 240,
      isSortable: true,
      cell: ({ assignmentId, assignmentName }) => (
        <span title={assignmentName}>
          <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
            {assignmentName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'expiry',
      header: columns.expiry,
      width: 170,
      isSortable: true,
      cell: row => <ExemptionExpiry exemption={row} />,
    },
    {
      id: 'usage',
      header: columns.usage,
      width: 130,
      align: 'end',
      isSortable: true,
      cell: ({ used }) => usageWords(used, isMore),
    },
    {
      id: 'category',
      header: columns.category,
      width: 110,
      cell: ({ category }) => words.categories[category],
    },
    {
      id: 'members',
      header: columns.members,
      width: 110,
      cell: ({ referenceIds }) => (
        <span title={referenceIds.join('\n')}>
          {referenceIds.length === 0 ? words.allMembers : words.members(referenceIds.length)}
        </span>
      ),
    },
  ];
}

function usageWords(used: number | undefined, isMore: boolean): string {
  if (used === undefined) return words.notCounted;
  if (used === 0 && !isMore) return words.exemptsNothing;
  return `${number(used)}${isMore ? '+' : ''}`;
}

/** What is exempt, by name: a scope, or a resource. */
export function ExemptedName({ id }: { readonly id: string }) {
  const page = pageOf(id);
  if (page === undefined || page.to === '/scope') return <ScopeName id={id} />;
  return (
    <span title={id}>
      <PortalLink to={page.to} search={page.search}>
        {placeOfResource(id).name}
      </PortalLink>
    </span>
  );
}

function ExemptionMenu({
  exemption: { id, displayName, assignmentId },
  onDelete,
}: {
  readonly exemption: Exemption;
  onDelete(): void;
}) {
  const navigate = useNavigate();
  const go = (to: string, search: Readonly<Record<string, string>>) => () =>
    void navigate({ to, search } as never);
  const { actions } = words;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontal20Regular />}
          aria-label={words.moreFor(displayName)}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<Open20Regular />} onClick={go('/policy/exemptions/details', { id })}>
            {actions.view}
          </MenuItem>
          <Allowed action={ACTIONS.exempt}>
            <MenuItem icon={<Edit20Regular />} onClick={go('/policy/exemptions/edit', { id })}>
              {actions.edit}
            </MenuItem>
          </Allowed>
          <MenuItem
            icon={<ClipboardTextLtr20Regular />}
            onClick={go('/policy/assignments/details', { id: assignmentId })}
          >
            {actions.assignment}
          </MenuItem>
          <Allowed action={ACTIONS.deleteExemption}>
            <MenuItem icon={<Delete20Regular />} onClick={onDelete}>
              {actions.delete}
            </MenuItem>
          </Allowed>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
