import type { StateResult } from '@sluice/engine/model';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { detailAt, type KeptComponent, toComponentNames } from '../commit/results.ts';
import type { Tables } from '../database/schema.ts';

/** A row of `state_members`, as JSON. */
export type MemberRow = Selectable<Tables['state_members']>;

/** The members of a set in their order, as one JSON array; `set` is an expression for its number. */
export function membersOf(set: RawBuilder<number | null>): RawBuilder<readonly MemberRow[]> {
  return sql`coalesce((
    select json_agg(m order by u.place)
    from sluice.state_sets t, unnest(t.members) with ordinality u(id, place)
    join sluice.state_members m on m.id = u.id
    where t.id = ${set}), '[]')`;
}

/** What a row says of its results beside their members. */
export type ResultRow = {
  readonly resource_id: string;
  readonly components: unknown;
  readonly details: unknown;
};

/** The results that a row tells of. */
export function toStateResults(
  row: ResultRow & { readonly members: readonly MemberRow[] },
): readonly StateResult[] {
  return row.members.map((member, index) => toStateResult(member, index + 1, row));
}

/** The result at a place (from 1) of a row. */
export function toStateResult(member: MemberRow, place: number, row: ResultRow): StateResult {
  const components = (row.components ?? []) as readonly KeptComponent[];
  const component = componentAt(row.resource_id, components, member.component);
  return {
    assignmentKey: member.assignment_key,
    assignmentId: member.assignment_id,
    definitionKey: member.definition_key,
    definitionId: member.definition_id,
    definitionVersion: member.definition_version,
    definitionCategory: member.definition_category,
    definitionReferenceId: member.definition_reference_id,
    initiativeId: member.initiative_id,
    initiativeVersion: member.initiative_version,
    initiativeCategory: member.initiative_category,
    groupNames: member.group_names,
    componentId: component?.id ?? null,
    componentType: member.component_type,
    componentName: component?.name ?? null,
    effect: member.effect,
    complianceState: member.compliance_state as StateResult['complianceState'],
    ...detailAt(row.details, place),
  };
}

function componentAt(resourceId: string, components: readonly KeptComponent[], place: number | null) {
  return place === null ? undefined : toComponentNames(resourceId, components[place - 1] ?? {});
}
