import { initiativePages as words } from '#strings/initiative-pages';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import type { Group } from '../document/groups.ts';
import type { Member } from '../document/member.ts';

/** The groups of an initiative, with how many policies each has. */
export function GroupTable({
  groups,
  members,
}: {
  readonly groups: readonly Group[];
  readonly members: readonly Member[];
}) {
  const counts = new Map<string, number>();
  for (const name of members.flatMap(({ groupNames }) => groupNames.map(each => each.toLowerCase())))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const columns: readonly Column<Group>[] = [
    {
      id: 'name',
      header: words.group,
      width: 340,
      cell: ({ name, displayName }) => <span title={name}>{displayName || name}</span>,
    },
    { id: 'category', header: words.category, width: 220, cell: ({ category }) => category || '–' },
    {
      id: 'policies',
      header: words.members,
      width: 120,
      cell: ({ name }) => words.groupCount(counts.get(name.toLowerCase()) ?? 0),
    },
    {
      id: 'description',
      header: words.description,
      width: 480,
      cell: ({ description }) => <span title={description}>{description || '–'}</span>,
    },
  ];
  return (
    <ResourceTable
      label={words.groups}
      columns={columns}
      rows={groups}
      rowKey={({ name }) => name}
      empty={<p>{words.noGroups}</p>}
    />
  );
}
