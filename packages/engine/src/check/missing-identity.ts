import type { EffectName } from '@sluice/language';
import type { PolicyAssignment } from '../model/records.ts';
import type { BoundRule } from '../snapshot/snapshot.ts';
import type { Warning } from './change-problem.ts';

const ACTING: ReadonlySet<EffectName> = new Set(['modify', 'deployIfNotExists']);

/** That nothing can be repaired by an assignment without an identity: allowed, and of use for what is written from now on. */
export function missingIdentity(
  assignment: PolicyAssignment,
  rules: readonly BoundRule[],
): readonly Warning[] {
  const acting = [...new Set(rules.map(({ effect }) => effect).filter(effect => ACTING.has(effect)))];
  if (acting.length === 0 || assignment.identityId !== undefined) return [];
  const message =
    `The assignment has no identity, which ${acting.join(' and ')} ${acting.length === 1 ? 'needs' : 'need'} to deploy or to repair what exists. ` +
    'Give it one, with a location, and roles for it.';
  return [{ code: 'assignment/no-identity', message, target: assignment.id }];
}
