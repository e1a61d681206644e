import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { definitions as words } from '#strings/definitions';
import { number } from '../lib/format/number.ts';
import type { DefinitionKind, DefinitionSummary } from '../lib/policy/definition-summary.ts';
import { useScopeNames } from '../lib/scope.ts';
import { EffectBadge } from './effect-badge.tsx';
import { PortalLink } from './portal-link.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from './resource-table.tsx';
import { TimeText } from './time-text.tsx';

/** Where each kind is shown. */
export const DEFINITION_PAGES: Readonly<Record<DefinitionKind, string>> = {
  policy: '/policy/definitions',
  initiative: '/policy/initiatives',
};

const useStyles = makeStyles({
  name: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS, maxWidth: '100%' },
  link: { overflow: 'hidden', textOverflow: 'ellipsis' },
  badge: { flexShrink: 0 },
  effects: { display: 'inline-flex', gap: tokens.spacingHorizontalXS },
});

type Props = Pick<
  ResourceTableProps<DefinitionSummary>,
  'rows' | 'empty' | 'sort' | 'onSort' | 'isLoading'
> & { readonly kind: DefinitionKind };

/** Definitions or initiatives, a row each. */
export function DefinitionTable({ kind, ...props }: Props) {
  const styles = useStyles();
  const nameOfScope = useScopeNames();
  const column = (
    id: keyof typeof words.columns,
    width: number,
    cell: Column<DefinitionSummary>['cell'],
    more: Partial<Column<DefinitionSummary>> = {},
  ): Column<DefinitionSummary> => ({ id, header: words.columns[id], width, isSortable: true, cell, ...more });

  const columns: readonly Column<DefinitionSummary>[] = [
    column('name', 460, ({ id, displayName, isDeprecated, notEvaluated }) => (
      <span className={styles.name} title={displayName}>
        <PortalLink className={styles.link} to={`${DEFINITION_PAGES[kind]}/details`} search={{ id }}>
          {displayName}
        </PortalLink>
        {isDeprecated && (
          <Badge className={styles.badge} appearance="outline" color="informative">
            {words.deprecated}
          </Badge>
        )}
        {notEvaluated !== undefined && (
          <Badge className={styles.badge} appearance="outline" color="warning" title={notEvaluated}>
            {words.notEvaluated}
          </Badge>
        )}
      </span>
    )),
    column('policyType', 90, ({ policyType }) => words.policyTypes[policyType] ?? policyType),
    column('category', 170, ({ category }) => category ?? '–'),
    ...(kind === 'policy'
      ? [
          column('effect', 170, ({ effect, effects }) => (
            <span className={styles.effects}>
              {(effect === undefined ? effects : [effect]).map(each => (
                <EffectBadge key={each} effect={each} />
              ))}
            </span>
          )),
          column('mode', 190, ({ mode = '–' }) => <span title={mode}>{mode}</span>),
        ]
      : [column('members', 90, ({ members = 0 }) => number(members), { align: 'end' })]),
    column('version', 120, ({ version }) => version),
    column('storedAt', 150, ({ storedAt }) => (
      <span title={storedAt}>{storedAt === '' ? words.builtInPlace : nameOfScope(storedAt)}</span>
    )),
    column('updatedOn', 130, ({ updatedOn }) => <TimeText at={updatedOn} />),
  ];
  return <ResourceTable {...props} label={words.kindsMany[kind]} columns={columns} rowKey={({ id }) => id} />;
}
