import { canonicalText, fieldState, type JsonObject } from '@sluice/language';
import type { ConflictEffect } from './mutation-details.ts';
import type { Plan } from './mutation-plan.ts';

/** What disagreement makes of a rule: its request is refused, or it stands back. */
export type Disagreement = 'conflict' | 'lost';

type Claim = { readonly key: string; readonly conflictEffect: ConflictEffect; readonly wanted: string };

/** From the one that insists most. */
const LEVELS: readonly ConflictEffect[] = ['deny', 'audit', 'disabled'];

/**
 * The rules that want different things of one place, and what becomes of them; rules that agree are left out.
 *
 * Of a place the rules that insist most decide: if they agree, those that want something else stand back; if not, several
 * `deny` are a conflict, and of several `audit` none acts. A rule that stands back gives up all its operations, so that it no
 * longer stands in the way of `audit` rules elsewhere. `disabled` insists least (our choice: the documentation ranks only
 * the other two). An operation that adds a member to an array disagrees with none, nor does one whose parent object is
 * missing; a whole and a part of it are two places. Linear in the operations.
 * Source: Azure Policy documentation, "modify", "Conflict effect"; "append".
 */
export function findConflicts(
  plans: readonly Plan[],
  resource: JsonObject,
): ReadonlyMap<string, Disagreement> {
  const disputed = [...claimsByPlace(plans, resource).values()].filter(disagree);
  const withDeny = disputed.filter(claims => claims.some(insists('deny')));
  const overruled = new Map(withDeny.flatMap(settle));
  const withoutDeny = disputed
    .filter(claims => !claims.some(insists('deny')))
    .map(claims => claims.filter(({ key }) => !overruled.has(key)))
    .filter(disagree);
  // A deny that is in conflict somewhere stays so, wherever else its rule stands.
  const conflicts = [...overruled].filter(([, disagreement]) => disagreement === 'conflict');
  return new Map([...overruled, ...withoutDeny.flatMap(settle), ...conflicts]);
}

/** Who gives way in one place. */
function settle(claims: readonly Claim[]): readonly (readonly [string, Disagreement])[] {
  const level = LEVELS.find(each => claims.some(insists(each)));
  const strongest = claims.filter(claim => claim.conflictEffect === level);
  if (!disagree(strongest)) {
    const wanted = strongest[0]?.wanted;
    return claims.filter(claim => claim.wanted !== wanted).map(({ key }) => [key, 'lost']);
  }
  return claims.map(({ key, conflictEffect }) => [key, conflictEffect === 'deny' ? 'conflict' : 'lost']);
}

function insists(level: ConflictEffect): (claim: Claim) => boolean {
  return claim => claim.conflictEffect === level;
}

function disagree(claims: readonly Claim[]): boolean {
  return claims.some(claim => claim.wanted !== claims[0]?.wanted);
}

function claimsByPlace(plans: readonly Plan[], resource: JsonObject): ReadonlyMap<string, readonly Claim[]> {
  const places = new Map<string, Claim[]>();
  for (const plan of plans) {
    for (const [place, wanted] of wishesOf(plan, resource)) {
      const claim = { key: plan.mutation.key, conflictEffect: plan.conflictEffect, wanted };
      const claims = places.get(place);
      if (claims === undefined) places.set(place, [claim]);
      else claims.push(claim);
    }
  }
  return places;
}

/** What a rule wants of each place in the end: its last operation there. */
function wishesOf({ mutation, steps }: Plan, resource: JsonObject): ReadonlyMap<string, string> {
  const wishes = new Map<string, string>();
  for (const step of steps) {
    const { target, operation, value } = step;
    if (target.isMember && operation !== 'addOrReplace') continue;
    if (mutation.effect === 'modify' && fieldState(resource, target).parent === 'absent') continue;
    const whole = target.isMember ? [value] : value;
    wishes.set(target.place, operation === 'remove' ? 'remove' : canonicalText(whole));
  }
  return wishes;
}
