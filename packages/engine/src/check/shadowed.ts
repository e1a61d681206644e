import type { JsonObject } from '@sluice/language';
import { EFFECTS } from '../effects/index.ts';
import { ancestry, keyOf } from '../scope/ancestry.ts';
import { canonicalJson } from '../snapshot/canonical-json.ts';
import type { BoundMode, BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import type { Warning } from './change-problem.ts';
import { isRefusing } from './contradictions.ts';
import { givenParameters } from './given-parameters.ts';
import { permittedBy } from './permitted.ts';
import { examplesOf } from './possible.ts';
import { findProbes, type Probe, type ProbedRule, passes, passesContent, probedRules } from './probe.ts';

/** Beyond these nothing is claimed. */
const MAX_COMPARED = 20;
const MAX_TEXTS = 300;

/**
 * Whether an assignment (its rules) changes nothing: of each of its rules another assignment, at its scope or above, says the same, or
 * refuses everything that the rule would refuse. One that somebody is exempt from, or that does not reach all of the scope, does not
 * count.
 *
 * For rules over components the second is tried on examples: it may be missed, and is not claimed where lists are too long to try.
 */
export function shadowed(snapshot: Snapshot, rules: readonly BoundRule[]): readonly Warning[] {
  const heard = rules.filter(({ effect }) => EFFECTS[effect].phase !== 'never');
  const [first] = heard;
  if (first === undefined || heard.some(({ broken }) => broken !== undefined)) return [];
  const ids = new Set<string>();
  let same = true;
  for (const rule of heard) {
    const found = shadowOf(snapshot, rule);
    if (found === undefined) return [];
    ids.add(found.by.assignment.id);
    same &&= found.same;
  }
  const names = [...ids].map(id => `'${id}'`).join(', ');
  const message = same
    ? `This assignment changes nothing: ${names} says the same for the whole of its scope.`
    : `This assignment changes nothing: as far as could be tried, ${names} refuses everything that it would refuse.`;
  return [{ code: 'assignment/shadowed', message, target: first.assignment.id }];
}

type Shadow = { readonly by: BoundRule; readonly same: boolean };

function shadowOf(snapshot: Snapshot, rule: BoundRule): Shadow | undefined {
  const others = neighboursAbove(snapshot, rule);
  const same = others.find(other => saysTheSame(other, rule));
  if (same) return { by: same, same: true };
  if (!isRefusing(rule)) return undefined;
  const stricter = others
    .filter(isRefusing)
    .slice(0, MAX_COMPARED)
    .find(other => deniesAll(other, rule) || refusesAsMuch(snapshot, other, rule));
  return stricter && { by: stricter, same: false };
}

/** Rules of other assignments that are in force wherever this one is. */
function neighboursAbove(snapshot: Snapshot, rule: BoundRule): readonly BoundRule[] {
  const scope = keyOf(rule.assignment.scope);
  const chain = ancestry(snapshot.scopes, rule.assignment.scope);
  const above = new Set(chain);
  const found: BoundRule[] = [];
  for (const [key, assignment] of snapshot.assignments) {
    if (key === rule.assignmentKey || assignment.enforcementMode !== 'Default') continue;
    if (!above.has(keyOf(assignment.scope)) || snapshot.exemptionsOf(key).length > 0) continue;
    for (const other of snapshot.rulesOf(key)) {
      if (other.broken || !seesAsMuch(other.mode, rule.mode)) continue;
      if (selectsAsMuch(other, rule) && reachesAsMuch(snapshot, other, rule, scope, chain)) found.push(other);
    }
  }
  return found.sort((one, two) => (one.key < two.key ? -1 : 1));
}

function seesAsMuch(other: BoundMode, mode: BoundMode): boolean {
  if (other.kind === 'data' || mode.kind === 'data')
    return other.kind === 'data' && mode.kind === 'data' && other.mode === mode.mode;
  return other.kind === 'all' || mode.kind === 'indexed';
}

function selectsAsMuch({ assignment: other }: BoundRule, { assignment }: BoundRule): boolean {
  const byPlace = (other.overrides ?? []).some(({ selectors }) =>
    selectors.some(({ kind }) => kind !== 'policyDefinitionReferenceId'),
  );
  const selectors = other.resourceSelectors ?? [];
  return !byPlace && (selectors.length === 0 || jsonOf(selectors) === jsonOf(assignment.resourceSelectors));
}

/** Whether everything that the other excludes below the scope is excluded here as well. */
function reachesAsMuch(
  { scopes }: Snapshot,
  other: BoundRule,
  rule: BoundRule,
  scope: string,
  chain: readonly string[],
): boolean {
  return other.notScopes.every(excluded => {
    if (chain.includes(excluded)) return false;
    const around = ancestry(scopes, excluded);
    return !around.includes(scope) || rule.notScopes.some(own => around.includes(own));
  });
}

function saysTheSame(other: BoundRule, rule: BoundRule): boolean {
  return (
    other.definition.id.toLowerCase() === rule.definition.id.toLowerCase() &&
    other.definition.version === rule.definition.version &&
    other.effect === rule.effect &&
    canonicalJson(givenParameters(other)) === canonicalJson(givenParameters(rule))
  );
}

/** Whether the other refuses whatever there is of the types that the rule is about: nothing but the type decides. */
function deniesAll({ program }: BoundRule, rule: BoundRule): boolean {
  const { pins } = rule.program;
  if (pins === undefined) return false;
  return pins.every(type => {
    const { outcome, evaluatedExpressions } = program.explain({
      resource: { type, id: '', name: 'probe' },
      context: { now: NOW, requestContext: { apiVersion: '', identity: {} } },
    });
    return outcome.kind === 'matched' && evaluatedExpressions.every(({ path }) => path === 'type');
  });
}

const NOW = '2000-01-01T00:00:00.0000000Z';

/** Whether no example is refused by the rule and let through by the other. */
function refusesAsMuch(snapshot: Snapshot, other: BoundRule, rule: BoundRule): boolean {
  const theirs = new Map(probedRules(snapshot, other).map(each => [each.type, each]));
  const own = probedRules(snapshot, rule);
  return (
    own.length > 0 &&
    own.every(mine => {
      const their = theirs.get(mine.type);
      return their !== undefined && leavesNoGap(snapshot, mine, their);
    })
  );
}

function leavesNoGap(snapshot: Snapshot, mine: ProbedRule, their: ProbedRule): boolean {
  const { type } = mine;
  const paths = [...new Set([...mine.paths, ...their.paths])];
  const allTexts = new Set([...mine.allTexts, ...their.allTexts]);
  if (allTexts.size > MAX_TEXTS) return false;
  const texts = [...new Set([...mine.texts, ...their.texts])];
  const [refuses, lets] = [mine.bound.program, their.bound.program];
  const isGap = (probe: Probe) => !passes(refuses, type, probe) && passes(lets, type, probe);
  const refused = findProbes({ ...mine, paths, texts, allTexts }, probe => !passes(refuses, type, probe), 4);
  if (refused.length === 0) return false;
  const sides = [mine.bound, their.bound];
  if (sides.some(bound => findProbes({ bound, type, paths, texts, allTexts }, isGap, 1).length > 0))
    return false;
  const permitted = permittedBy(snapshot, their.bound).flatMap(each =>
    each.rule.type === type ? each.probes : [],
  );
  const bases: readonly Probe[] = [new Map(), ...refused, ...permitted.slice(0, 4)];
  const tried = bases.some(base =>
    paths.some(path => [...allTexts].some(text => isGap(new Map(base).set(path, text)))),
  );
  const isExample = (content: JsonObject) => !passesContent(refuses, content) && passesContent(lets, content);
  return !tried && !examplesOf(snapshot, type).some(isExample);
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
