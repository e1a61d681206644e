import { scopePage as words } from '#strings/scope-page';
import { CommandLink } from '../../../components/command-link.tsx';
import { CsvButton } from '../../../components/csv-button.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, ListError } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { useExemptWord } from '../../../components/use-exempt-word.ts';
import { useTabStyles } from '../../../components/use-tab-styles.ts';
import { type AssignmentName, assignmentNameOf, useAssignmentNames } from '../../../lib/assignments.ts';
import { byText } from '../../../lib/by-text.ts';
import type { CsvColumn } from '../../../lib/csv.ts';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';
import { useExemptions } from '../../../lib/policy/use-exemptions.ts';
import type { ShownScope } from '../shown-scope.ts';
import { Given } from './given.tsx';

const CSV: readonly CsvColumn<Exemption>[] = [
  { header: words.columns.name, value: ({ displayName }) => displayName },
  { header: words.columns.scope, value: ({ scope }) => scope },
  { header: words.columns.assignment, value: ({ assignmentId }) => assignmentId },
  { header: words.columns.category, value: ({ category }) => category },
  { header: words.columns.expires, value: ({ expiresOn }) => expiresOn },
  { header: words.columns.id, value: ({ id }) => id },
];

/** What is let off at a scope, above it and below it. */
export function ExemptionsTab({ scope }: { readonly scope: ShownScope }) {
  const styles = useTabStyles();
  const query = useExemptions(scope.id);
  const names = useAssignmentNames(scope.id);
  const rows = [...(query.data ?? [])].sort((one, other) => byText(one.displayName, other.displayName));
  const exempt = useExemptWord();
  const create = exempt !== undefined && (
    <CommandLink to="/policy/exemptions/edit" search={{ scope: scope.id }}>
      {exempt}
    </CommandLink>
  );
  return (
    <>
      <p className={styles.hint}>{words.exemptionsHint}</p>
      <div className={styles.bar}>
        <CsvButton
          what={words.tabs.exemptions}
          file="exemptions"
          columns={CSV}
          rows={rows}
          isWhole={query.isWhole}
        />
      </div>
      <ListError query={query} what={words.exemptionsFailed} />
      {(query.error === null || query.data !== undefined) && (
        <ResourceTable
          label={words.tabs.exemptions}
          columns={columnsOf(scope, names.data)}
          rows={rows}
          rowKey={({ id }) => id}
          isLoading={query.data === undefined}
          empty={<EmptyState title={words.noExemptions} hint={words.noExemptionsHint} action={create} />}
        />
      )}
    </>
  );
}

function columnsOf(
  scope: ShownScope,
  names: ReadonlyMap<string, AssignmentName> | undefined,
): readonly Column<Exemption>[] {
  return [
    {
      id: 'name',
      header: words.columns.name,
      width: 240,
      cell: ({ id, displayName }) => (
        <span title={displayName}>
          <PortalLink to="/policy/exemptions/details" search={{ id }}>
            {displayName}
          </PortalLink>
        </span>
      ),
    },
    {
      id: 'given',
      header: words.columns.given,
      width: 240,
      cell: exemption => <Given scope={scope} at={exemption.scope} />,
    },
    {
      id: 'assignment',
      header: words.columns.assignment,
      width: 260,
      cell: ({ assignmentId }) => (
        <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }}>
          {assignmentNameOf(names, assignmentId)}
        </PortalLink>
      ),
    },
    { id: 'category', header: words.columns.category, width: 110, cell: ({ category }) => category },
    {
      id: 'expires',
      header: words.columns.expires,
      width: 150,
      cell: exemption => <Expiry exemption={exemption} />,
    },
  ];
}

function Expiry({ exemption }: { readonly exemption: Exemption }) {
  const expiry = expiryOf(exemption, Date.now());
  if (expiry === 'never') return words.never;
  return (
    <>
      {expiry === 'over' && `${words.expired} `}
      <TimeText at={exemption.expiresOn} />
    </>
  );
}
