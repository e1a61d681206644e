import { initiatives } from '#strings/initiatives';
import { DefinitionName } from '../../../components/definition-name.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState } from '../../../components/states.tsx';
import type { MemberDraft, Setting } from '../draft/initiative-draft.ts';

const words = initiatives.columns;

/** The policies of an initiative, with what it gives to their parameters. */
export function MemberTable({ members }: { readonly members: readonly MemberDraft[] }) {
  return (
    <ResourceTable
      label={initiatives.members}
      columns={COLUMNS}
      rows={members}
      rowKey={({ referenceId, definitionId }) => `${referenceId} ${definitionId}`}
      empty={<EmptyState title={initiatives.noMembers} />}
    />
  );
}

const COLUMNS: readonly Column<MemberDraft>[] = [
  {
    id: 'definition',
    header: words.definition,
    width: 400,
    cell: ({ definitionId }) => <DefinitionName id={definitionId} />,
  },
  { id: 'reference', header: words.referenceId, width: 240, cell: ({ referenceId }) => referenceId },
  { id: 'groups', header: words.groups, width: 180, cell: ({ groups }) => groups.join(', ') || '–' },
  {
    id: 'parameters',
    header: words.parameters,
    width: 480,
    cell: ({ settings }) => {
      const text = Object.entries(settings)
        .map(([name, setting]) => `${name}: ${settingWords(setting)}`)
        .join(' · ');
      return <span title={text}>{text || initiatives.defaults}</span>;
    },
  },
];

function settingWords(setting: Setting): string {
  if (setting.how === 'default') return initiatives.defaults;
  return setting.how === 'parameter' ? initiatives.fromParameter(setting.name) : setting.text;
}
