import { COMPLIANCE_RANK, type StateResult } from '@sluice/engine/model';
import type { Subject } from '../../query/insights/relations.ts';
import { type MemberRow, type ResultRow, toStateResult } from '../state-results.ts';

/** One place of a set that is told. */
export type ToldPlace = { readonly place: number; readonly member: MemberRow };

/** Which places of a set are told; says of sets what `stateRows` says in SQL. */
export function toldPlaces(members: readonly MemberRow[], subject: Subject): readonly ToldPlace[] {
  const places = members
    .map((member, index) => ({ place: index + 1, member }))
    .filter(({ member }) => member.compliance_state !== 'NotApplicable');
  if (subject === 'components') return places.filter(({ member }) => member.component !== null);
  return places.filter(
    each =>
      each.member.component === null ||
      !places.some(other => isSameRule(other.member, each.member) && wins(other, each)),
  );
}

function wins(one: ToldPlace, other: ToldPlace): boolean {
  const [first, second] = [rankOf(one), rankOf(other)];
  return first === second ? one.place < other.place : first < second;
}

function rankOf({ member }: ToldPlace): number {
  return (COMPLIANCE_RANK as readonly string[]).indexOf(member.compliance_state);
}

/** The results of all components that the rule of a result judges; none where it judges the resource. */
export function componentsOf(
  members: readonly MemberRow[],
  member: MemberRow,
  row: ResultRow,
): readonly StateResult[] {
  if (member.component === null) return [];
  return members.flatMap((other, index) =>
    isSameRule(other, member) && other.compliance_state !== 'NotApplicable'
      ? [toStateResult(other, index + 1, row)]
      : [],
  );
}

function isSameRule(one: MemberRow, other: MemberRow): boolean {
  return (
    one.component !== null &&
    other.component !== null &&
    one.assignment_key === other.assignment_key &&
    one.definition_reference_id === other.definition_reference_id
  );
}
