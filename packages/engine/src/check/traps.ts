import { EFFECTS } from '../effects/index.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import type { Warning } from './change-problem.ts';
import { withoutEmptyEntries } from './emptied.ts';
import { permittedBy } from './permitted.ts';
import { findProbes, type Probe, type ProbedRule, passes } from './probe.ts';

/**
 * What an assignment lets pass although its author hardly means it, found by trying its program on made-up components:
 * an id that admits every id that it begins, an id whose other versions pass, an empty entry that lets everything pass, an
 * allow-list that only looks at models of a registry.
 */
export function traps(snapshot: Snapshot, bound: BoundRule): readonly Warning[] {
  if (EFFECTS[bound.effect].phase === 'never') return [];
  const found = permittedBy(snapshot, bound).flatMap(({ rule, probes }) => [
    ...emptyEntry(snapshot, rule),
    ...rule.texts
      .filter(looksLikeId)
      .flatMap(text => substring(rule, probes, text) ?? exactOnly(rule, text) ?? []),
    ...notOfRegistry(rule, probes),
  ]);
  return oneOfEach(found).map(warning => ({ ...warning, target: bound.assignment.id }));
}

/** A list of a thousand ids has the same trap a thousand times: the first one speaks for them. */
function oneOfEach(found: readonly Found[]): readonly Found[] {
  return [...new Map([...found].reverse().map(warning => [warning.code, warning])).values()].reverse();
}

type Found = Omit<Warning, 'target'>;

function looksLikeId(text: string): boolean {
  return text.includes('/') && !text.includes('*');
}

/** The listed text passes, and so does any longer one: it is looked for inside the id. One that ends in a slash is meant so. */
function substring(rule: ProbedRule, probes: readonly Probe[], text: string): Found | undefined {
  if (text.endsWith('/')) return undefined;
  const longer = `${text}0`;
  for (const probe of probes) {
    for (const [path, value] of probe) {
      if (value !== text || !passes(rule.bound.program, rule.type, new Map(probe).set(path, longer)))
        continue;
      const message =
        `'${text}' is looked for as a part of ${path}, so '${longer}' and everything else that contains it passes too. ` +
        'A definition that compares parsed models (category "Model deployment") has no such gap.';
      return { code: 'trap/substring-match', message };
    }
  }
  return undefined;
}

/** The listed text is refused, one that differs in its last character is not: only this very text is compared. */
function exactOnly(rule: ProbedRule, text: string): Found | undefined {
  const { program } = rule.bound;
  for (const path of rule.paths) {
    if (passes(program, rule.type, new Map([[path, text]]))) continue;
    if (!passes(program, rule.type, new Map([[path, `${text}0`]]))) continue;
    const message =
      `Only exactly '${text}' is refused in ${path}, where the canonical id stands: decoded, with its version, without a label ` +
      'or a slash at the end. Other versions of the same model pass. ' +
      'A definition that compares parsed models (category "Model deployment") can refuse a range of versions.';
    return { code: 'trap/exact-id', message };
  }
  return undefined;
}

/** Something is allowed by name, and what has no name at all passes too: the rule asks for a registry before it compares. */
function notOfRegistry(rule: ProbedRule, probes: readonly Probe[]): readonly Found[] {
  const isAllowList = probes.length > 0;
  if (!isAllowList || !passes(rule.bound.program, rule.type, new Map())) return [];
  const message =
    'Only models of registries are looked at: a model of a workspace (a copy of a refused one, too), an image or a path passes. ' +
    'The definition "models of the catalog only" (category "Model deployment") refuses those.';
  return [{ code: 'trap/not-of-registry', message }];
}

function emptyEntry(snapshot: Snapshot, rule: ProbedRule): readonly Found[] {
  const cleaned = withoutEmptyEntries(snapshot, rule.bound);
  if (!cleaned) return [];
  const gains = (probe: Probe) =>
    passes(rule.bound.program, rule.type, probe) && !passes(cleaned, rule.type, probe);
  if (findProbes(rule, gains, 1).length === 0) return [];
  const message =
    'An empty entry in a list of this assignment lets models pass that no other entry names. Remove it.';
  return [{ code: 'trap/empty-entry', message }];
}
