import type { JsonValue } from '@sluice/arm/protocol';
import { assignments } from '#strings/assignments';
import { type Column, ResourceTable } from '../../../components/resource-table.tsx';
import { EmptyState, LoadingLines, QueryView } from '../../../components/states.tsx';
import { ValueText } from '../../../components/value-text.tsx';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { type Definition, useDefinition } from '../../../lib/policy/use-definition.ts';
import { valueNamed } from '../../../lib/policy/values-of.ts';

type Row = {
  readonly name: string;
  readonly displayName: string;
  readonly value: JsonValue | undefined;
  readonly origin: 'given' | 'default' | 'unknownParameter';
};

/** What it is assigned with: what is given, and what the definition's defaults are. */
export function AssignmentParameters({ assignment }: { readonly assignment: Assignment }) {
  const query = useDefinition(assignment.definitionId);
  const words = assignments.details;
  return (
    <QueryView query={query} loading={<LoadingLines lines={6} />}>
      {definition => (
        <ResourceTable
          label={words.tabs.parameters}
          columns={COLUMNS}
          rows={rowsOf(assignment, definition)}
          rowKey={({ name }) => name}
          empty={<EmptyState title={words.noParameters} />}
        />
      )}
    </QueryView>
  );
}

function rowsOf({ parameters }: Assignment, definition: Definition): readonly Row[] {
  const declared = definition.parameters.map((parameter): Row => {
    const given = valueNamed(parameters, parameter.name);
    return {
      name: parameter.name,
      displayName: parameter.displayName,
      value: given ?? parameter.defaultValue,
      origin: given === undefined ? 'default' : 'given',
    };
  });
  const known = new Set(declared.map(({ name }) => name.toLowerCase()));
  const others = Object.entries(parameters)
    .filter(([name]) => !known.has(name.toLowerCase()))
    .map(([name, value]): Row => ({ name, displayName: name, value, origin: 'unknownParameter' }));
  return [...declared, ...others];
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'parameter',
    header: assignments.details.parameter,
    width: 260,
    cell: ({ name, displayName }) => <span title={name}>{displayName}</span>,
  },
  {
    id: 'value',
    header: assignments.details.value,
    width: 560,
    cell: ({ value }) => (
      <span title={value === undefined ? '' : JSON.stringify(value, null, 1)}>
        <ValueText value={value} />
      </span>
    ),
  },
  {
    id: 'origin',
    header: assignments.details.origin,
    width: 180,
    cell: ({ origin }) => assignments.details[origin],
  },
];
