import { EFFECTS } from '../effects/index.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { stateOf } from '../snapshot/state.ts';
import type { Warning } from './change-problem.ts';
import { type Permitted, permittedBy } from './permitted.ts';
import { type Probe, passes } from './probe.ts';

/** Beyond this many neighbours the first ones speak for the rest. */
const MAX_COMPARED = 20;
const MAX_SHARED = 8;

/**
 * Assignments that this one cannot live with: both refuse, both reach some place, and nothing that the parameters of either
 * let through passes the other. Refusals add up, so together they refuse everything that either was meant to allow.
 */
export function contradictions(snapshot: Snapshot, bound: BoundRule): readonly Warning[] {
  if (!isRefusing(bound)) return [];
  const own = permittedBy(snapshot, bound).filter(permitted => permitted.probes.length > 0);
  if (own.length === 0) return [];
  return neighboursOf(snapshot, bound).flatMap(other => {
    const theirs = permittedBy(snapshot, other);
    const clash = own.some(mine => theirs.some(their => exclude(mine, their)));
    if (!clash) return [];
    const message =
      `Together with the assignment '${other.assignment.id}' this refuses everything that either of them is meant to allow, ` +
      'where both apply: refusals add up. Put both lists into one assignment, or exclude a scope from one of them.';
    return [{ code: 'assignment/contradiction', message, target: bound.assignment.id }];
  });
}

function isRefusing(bound: BoundRule): boolean {
  return EFFECTS[bound.effect].refuses && bound.assignment.enforcementMode === 'Default' && !bound.broken;
}

/** Refusing assignments for a common type whose scope is above or below, and neither is excluded from the other's. */
function neighboursOf(snapshot: Snapshot, bound: BoundRule): readonly BoundRule[] {
  const types = new Set(bound.program.pins);
  const chain = ancestry(snapshot.scopes, bound.assignment.scope);
  const found: BoundRule[] = [];
  for (const [scope, assignments] of stateOf(snapshot).index.scopes) {
    const theirChain = ancestry(snapshot.scopes, scope);
    const overlap = chain.includes(scope)
      ? chain
      : theirChain.includes(keyOf(bound.assignment.scope))
        ? theirChain
        : undefined;
    if (!overlap) continue;
    for (const other of assignments.all) {
      if (found.length >= MAX_COMPARED) return found;
      if (other.key === bound.key || !isRefusing(other)) continue;
      if (!other.program.pins?.some(type => types.has(type))) continue;
      if ([...other.notScopes, ...bound.notScopes].some(excluded => overlap.includes(excluded))) continue;
      found.push(other);
    }
  }
  return found;
}

/** Whether no example of one passes the other: alone, with the other's own example laid over it, or with a text that both name. */
function exclude(mine: Permitted, their: Permitted): boolean {
  if (mine.rule.type !== their.rule.type || their.probes.length === 0) return false;
  const { type } = mine.rule;
  const bothPass = (probe: Probe) =>
    passes(mine.rule.bound.program, type, probe) && passes(their.rule.bound.program, type, probe);
  const merged = mine.probes.flatMap(one =>
    their.probes.flatMap(other => [new Map([...one, ...other]), new Map([...other, ...one])]),
  );
  return ![...mine.probes, ...their.probes, ...merged, ...withSharedTexts(mine, their)].some(bothPass);
}

/** The examples with a text that both assignments name in place of each own one: long lists are not tried entry by entry. */
function withSharedTexts(mine: Permitted, their: Permitted): readonly Probe[] {
  const theirs = new Set([...their.rule.allTexts].map(text => text.toLowerCase()));
  const shared = [...mine.rule.allTexts].filter(text => theirs.has(text.toLowerCase())).slice(0, MAX_SHARED);
  return [mine, their].flatMap(({ rule, probes }) =>
    probes.flatMap(probe =>
      shared.map(
        text =>
          new Map([...probe].map(([path, value]) => [path, rule.allTexts.has(String(value)) ? text : value])),
      ),
    ),
  );
}
