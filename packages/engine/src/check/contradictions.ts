import type { JsonObject, JsonValue } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import { isObject } from '../json.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { stateOf } from '../snapshot/state.ts';
import type { Warning } from './change-problem.ts';
import { type Permitted, permittedBy } from './permitted.ts';
import { examplesOf, possible } from './possible.ts';
import { contentOf, FILLER, type Probe, passesContent } from './probe.ts';

/** Beyond this many neighbours the first ones speak for the rest. */
const MAX_COMPARED = 20;
const MAX_SHARED = 8;

/**
 * Assignments that this one cannot live with: both refuse, both reach some place, and nothing that the parameters of either
 * let through passes the other. Refusals add up, so together they refuse everything that either was meant to allow. Members of one
 * initiative can be as much at odds.
 */
export function contradictions(snapshot: Snapshot, bound: BoundRule): readonly Warning[] {
  if (!isRefusing(bound)) return [];
  const own = permittedBy(snapshot, bound).filter(permitted => permitted.probes.length > 0);
  if (own.length === 0) return [];
  return neighboursOf(snapshot, bound).flatMap(other => {
    const theirs = permittedBy(snapshot, other);
    const clash = own.some(mine => theirs.some(their => exclude(snapshot, mine, their)));
    return clash
      ? [{ code: 'assignment/contradiction', message: sayOf(bound, other), target: bound.assignment.id }]
      : [];
  });
}

function sayOf(bound: BoundRule, other: BoundRule): string {
  if (other.assignmentKey === bound.assignmentKey)
    return (
      `The members '${bound.reference?.referenceId}' and '${other.reference?.referenceId}' together refuse everything that either ` +
      'of them is meant to allow: refusals add up. Put both lists into one member, or disable one of them by an override.'
    );
  return (
    `Together with the assignment '${other.assignment.id}' this refuses everything that either of them is meant to allow, ` +
    'where both apply: refusals add up. Put both lists into one assignment, or exclude a scope from one of them.'
  );
}

/** Whether a rule refuses requests by itself, and is not only broken. */
export function isRefusing(bound: BoundRule): boolean {
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
      // Of two members of one initiative the first one tells.
      if (other.assignmentKey === bound.assignmentKey && other.key < bound.key) continue;
      if (!other.program.pins?.some(type => types.has(type))) continue;
      if ([...other.notScopes, ...bound.notScopes].some(excluded => overlap.includes(excluded))) continue;
      found.push(other);
    }
  }
  return found;
}

/**
 * Whether no example of one passes the other: alone, with the other's own example laid over it, with a text that both name, or as
 * something that there is. What no component can be (an id of one registry under the name of another) is no example.
 */
function exclude(snapshot: Snapshot, mine: Permitted, their: Permitted): boolean {
  if (mine.rule.type !== their.rule.type || their.probes.length === 0) return false;
  const { type } = mine.rule;
  const passBoth = (content: JsonObject | undefined) =>
    content !== undefined &&
    passesContent(mine.rule.bound.program, content) &&
    passesContent(their.rule.bound.program, content);
  const pass = (probe: Probe) => {
    const content = possible(snapshot, contentOf(type, withoutFiller(probe)));
    // What was left out must follow from the rest, or the rule asked for it in vain.
    return fillersOf(probe).every(path => valueAt(content, path) !== undefined) && passBoth(content);
  };
  const asItIs = (probe: Probe) => passBoth(possible(snapshot, contentOf(type, probe)));
  const merged = mergedOf(mine.probes, their.probes);
  const probes = [...mine.probes, ...their.probes, ...merged, ...withSharedTexts(mine, their)];
  if (probes.some(asItIs) || probes.some(pass)) return false;
  if (examplesOf(snapshot, type).some(passBoth)) return false;
  const filled = [
    ...mergedOf(mine.probes, filledWith(their.probes, mine.rule.texts)),
    ...mergedOf(their.probes, filledWith(mine.probes, their.rule.texts)),
  ];
  return !filled.some(pass);
}

/** Each of one laid over each of the other, and under it. */
function mergedOf(some: readonly Probe[], others: readonly Probe[]): readonly Probe[] {
  return some.flatMap(one =>
    others.flatMap(other => [new Map([...one, ...other]), new Map([...other, ...one])]),
  );
}

/** Without what could as well be anything else. */
function withoutFiller(probe: Probe): Probe {
  return new Map([...probe].filter(([, value]) => value !== FILLER));
}

function fillersOf(probe: Probe): readonly string[] {
  return [...probe].flatMap(([path, value]) => (value === FILLER ? [path] : []));
}

function valueAt(content: JsonObject | undefined, path: string): JsonValue | undefined {
  return path
    .split('.')
    .reduce<JsonValue | undefined>((value, name) => (isObject(value) ? value[name] : undefined), content);
}

/** Patterns filled with what the other rule looks for in them. */
function filledWith(probes: readonly Probe[], texts: readonly string[]): readonly Probe[] {
  return probes.flatMap(probe =>
    texts.map(
      text =>
        new Map(
          [...probe].map(([path, value]) => [
            path,
            typeof value === 'string' && value !== FILLER ? value.replaceAll(FILLER, text) : value,
          ]),
        ),
    ),
  );
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
