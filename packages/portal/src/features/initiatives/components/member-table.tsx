import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { initiativePages as words } from '#strings/initiative-pages';
import { EffectBadge } from '../../../components/effect-badge.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import type { DefinitionSummary } from '../../../lib/policy/definition-summary.ts';
import type { PolicyParameter } from '../../../lib/policy/parameters.ts';
import { matchesWords } from '../../../lib/words.ts';
import type { Member } from '../document/member.ts';

/** A member of an initiative, with the policy that it is; undefined as long as, or where, that cannot be read. */
export type MemberRow = {
  readonly key: string;
  readonly index: number;
  readonly member: Member;
  readonly policy: DefinitionSummary | undefined;
};

/** The members of an initiative with their policies. What can be changed about a member does not name its row: its place does. */
export function memberRows(
  members: readonly Member[],
  policies: readonly DefinitionSummary[] | undefined,
  isEditing: boolean,
): readonly MemberRow[] {
  const byId = new Map(policies?.map(each => [each.id.toLowerCase(), each]));
  return members.map((member, index) => ({
    key: isEditing || member.referenceId === '' ? String(index) : member.referenceId,
    index,
    member,
    policy: byId.get(member.definitionId.toLowerCase()),
  }));
}

export function nameOfRow({ member, policy }: MemberRow): string {
  return policy?.displayName ?? nameOfId(member.definitionId);
}

const useStyles = makeStyles({
  name: {
    minWidth: 0,
    maxWidth: '100%',
    padding: 0,
    justifyContent: 'start',
    color: tokens.colorBrandForegroundLink,
    fontWeight: tokens.fontWeightRegular,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    display: 'block',
    textAlign: 'start',
  },
  effects: { display: 'inline-flex', gap: tokens.spacingHorizontalXS },
});

/** The policies of an initiative; each opens beside the list. */
export function MemberTable({
  rows,
  query,
  parameters,
  isEditing,
  selected,
  onOpen,
  empty,
}: {
  readonly rows: readonly MemberRow[];
  readonly query: string;
  /** Of the initiative. */
  readonly parameters: readonly PolicyParameter[];
  readonly isEditing: boolean;
  /** The key of the row that is open. */
  readonly selected: string | undefined;
  onOpen(key: string): void;
  readonly empty: ReactNode;
}) {
  const styles = useStyles();
  const columns: readonly Column<MemberRow>[] = [
    {
      id: 'policy',
      header: words.policy,
      width: 440,
      cell: row => {
        const name = nameOfRow(row);
        return (
          <Button
            appearance="transparent"
            size="small"
            className={styles.name}
            title={name}
            aria-label={isEditing ? words.editMember(name) : words.showMember(name)}
            onClick={() => onOpen(row.key)}
          >
            {name}
          </Button>
        );
      },
    },
    {
      id: 'effect',
      header: words.effect,
      width: 170,
      cell: row => (
        <span className={styles.effects}>
          {effectsOfMember(row, parameters).map(effect => (
            <EffectBadge key={effect} effect={effect} />
          ))}
        </span>
      ),
    },
    {
      id: 'parameters',
      header: words.parameters,
      width: 130,
      cell: ({ member }) => words.parameterCount(Object.keys(member.parameters).length),
    },
    {
      id: 'groups',
      header: words.groups,
      width: 220,
      cell: ({ member }) => (
        <span title={member.groupNames.join('\n')}>{member.groupNames.join(', ') || '–'}</span>
      ),
    },
    { id: 'version', header: words.version, width: 110, cell: ({ member }) => member.version || '–' },
    {
      id: 'reference',
      header: words.reference,
      width: 240,
      cell: ({ member }) => <span title={member.referenceId}>{member.referenceId}</span>,
    },
  ];
  const found = rows.filter(row =>
    matchesWords(
      query,
      nameOfRow(row),
      row.member.referenceId,
      row.policy?.category,
      ...row.member.groupNames,
    ),
  );
  return (
    <ResourceTable
      label={words.members}
      columns={columns}
      rows={found}
      rowKey={({ key }) => key}
      isSelected={({ key }) => key === selected}
      empty={empty}
    />
  );
}

/** What the policy does in the initiative: as it is given here, by the initiative's parameter, or by default. */
function effectsOfMember(
  { member, policy }: MemberRow,
  parameters: readonly PolicyParameter[],
): readonly string[] {
  if (policy === undefined) return [];
  const byDefault = policy.effect === undefined ? policy.effects : [policy.effect];
  const chooser = policy.effectParameter?.toLowerCase();
  const wiring = Object.entries(member.parameters).find(([name]) => name.toLowerCase() === chooser)?.[1];
  if (wiring === undefined || wiring.kind === 'expression') return byDefault;
  const value =
    wiring.kind === 'value'
      ? wiring.value
      : parameters.find(({ name }) => name.toLowerCase() === wiring.name.toLowerCase())?.defaultValue;
  return typeof value === 'string' ? [value] : byDefault;
}
