import { isEqual, type JsonObject, type JsonValue } from '@sluice/language';
import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest } from '../model/decision.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { decide } from './decide.ts';
import { readAt, stepsOf, writeAt } from './edit.ts';
import { type Wish, wishesOf } from './wishes.ts';

/** One thing of a request that would have had to be otherwise. `after` absent: without it. */
export type ProposedChange = {
  readonly kind: 'tag' | 'property' | 'sku' | 'location' | 'model';
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
};

/** The smallest change found with which `decide` allows the request, or that none was. `asked`: how often it was asked. */
export type WhyNot =
  | { readonly found: true; readonly changes: readonly ProposedChange[]; readonly asked: number }
  | {
      readonly found: false;
      readonly asked: number;
      /** False: the limit came before everything was tried. */
      readonly complete: boolean;
    };

/** Another model for the request: what names it, where, and the facts that come with it. */
export type Alternative = { readonly path: string; readonly value: JsonValue; readonly facts: JsonObject };

export type WhyNotOptions = {
  /** Nearest first. */
  readonly alternatives?: readonly Alternative[];
  /** Values that a property may have by its type, where that is a closed set. */
  valuesAt?(path: string): readonly JsonValue[];
  /** False: this one is not proposed to be changed. */
  mayChange?(path: string, before: JsonValue | undefined): boolean;
  /** The changed resource as a write of it would be judged (defaults filled in); undefined when it would not be taken at all. */
  prepared?(resource: JsonObject): JsonObject | undefined;
  /** How often `decide` may be asked. */
  readonly limit?: number;
};

const LIMIT = 200;
const MAX_CHANGES = 2;
/** Of what may be asked, how much single changes may take, and how much the changes on top of one change. */
const SHARE_OF_SINGLE = 0.6;
const MAX_OF_PAIR = 40;

type Edit = ProposedChange & { readonly steps: readonly string[]; readonly facts?: JsonObject };
type State = {
  readonly request: EvaluationRequest;
  readonly changes: readonly ProposedChange[];
  readonly decision: Decision;
};

/**
 * What would have made a refused request pass: one change, or two, of a tag, a property, the sku, the location or the model.
 *
 * Tries, in a fixed order, the values that the conditions compare with which refuse the request, and the alternatives of the caller;
 * what it answers `decide` has allowed. It may miss one, since what a rule computes is not turned around, and never makes one up.
 * Undefined for a request that is not refused.
 */
export function whyNot(
  snapshot: Snapshot,
  request: EvaluationRequest,
  options: WhyNotOptions = {},
): WhyNot | undefined {
  const { limit = LIMIT } = options;
  const first: State = { request, changes: [], decision: decide(snapshot, request) };
  if (first.decision.verdict === 'allow') return undefined;
  let asked = 1;
  let complete = true;
  let level: readonly State[] = [first];
  for (let depth = 1; depth <= MAX_CHANGES; depth++) {
    const next: State[] = [];
    const until = depth < MAX_CHANGES ? Math.ceil(limit * SHARE_OF_SINGLE) : limit;
    for (const state of level) {
      const edits = editsOf(snapshot, state, options);
      const most = depth === 1 ? edits.length : MAX_OF_PAIR;
      if (edits.length > most) complete = false;
      for (const edit of edits.slice(0, most)) {
        if (asked >= until) {
          complete = false;
          break;
        }
        const changed = changedBy(state, edit, options);
        if (changed === undefined) continue;
        asked++;
        const decision = decide(snapshot, changed.request);
        if (decision.verdict === 'allow') return { found: true, changes: changed.changes, asked };
        next.push({ ...changed, decision });
      }
    }
    level = closer(next, first);
  }
  return { found: false, asked, complete };
}

/** The states that something is gone from which refused before, those with the fewest refusals left first. */
function closer(states: readonly State[], first: State): readonly State[] {
  const before = againstIt(first);
  return states
    .map(state => ({ state, left: againstIt(state) }))
    .filter(({ left }) => before.some(each => !left.includes(each)))
    .sort((one, other) => one.left.length - other.left.length)
    .map(({ state }) => state);
}

/** What refuses: each rule by the conditions that decided, whatever they saw. */
function againstIt({ decision }: State): readonly string[] {
  return decision.results
    .filter(({ refuses }) => refuses)
    .map(({ key, evaluatedExpressions = [] }) =>
      JSON.stringify([key, evaluatedExpressions.map(({ expressionValue: _, ...asked }) => asked)]),
    );
}

function changedBy(
  { request, changes }: State,
  edit: Edit,
  { prepared }: WhyNotOptions,
): Pick<State, 'request' | 'changes'> | undefined {
  const { steps, facts, ...change } = edit;
  const written = writeAt(request.resource, steps, change.after);
  if (written === request.resource) return undefined;
  const resource = prepared === undefined ? written : prepared(written);
  if (resource === undefined) return undefined;
  return {
    request: { ...request, resource, ...(facts && { facts }) },
    changes: [...changes, change],
  };
}

/** Smaller things first; of equal ones in the order of the rules and their conditions. */
const RANKS: readonly ProposedChange['kind'][] = ['tag', 'property', 'sku', 'location', 'model'];

function editsOf(snapshot: Snapshot, state: State, options: WhyNotOptions): readonly Edit[] {
  const { request, changes, decision } = state;
  const typeKey = textOf(request.resource['type']).toLowerCase();
  const fixed = [
    ...(snapshot.vocabulary.fixedPaths?.(typeKey) ?? []),
    ...(options.alternatives ?? []).map(({ path }) => path),
  ];
  const found = new Map<string, Edit>();
  const add = (edit: Edit | undefined) => {
    if (edit === undefined || changes.some(({ path }) => overlap(path, edit.path))) return;
    if (isSame(edit.before, edit.after)) return;
    const name = JSON.stringify([edit.path.toLowerCase(), edit.after]);
    if (!found.has(name)) found.set(name, edit);
  };
  for (const result of decision.results) {
    if (!result.refuses) continue;
    for (const wish of wishesOf(snapshot, request, result, options.valuesAt)) {
      if (fixed.some(path => overlap(path, wish.path))) continue;
      add(editOf(request.resource, wish, options));
    }
  }
  for (const { path, value, facts } of options.alternatives ?? []) {
    const steps = stepsOf(path);
    if (steps) add({ ...proposed(request.resource, 'model', { path, value }, steps), steps, facts });
  }
  return [...found.values()].sort((one, other) => RANKS.indexOf(one.kind) - RANKS.indexOf(other.kind));
}

function editOf(resource: JsonObject, wish: Wish, { mayChange }: WhyNotOptions): Edit | undefined {
  const steps = stepsOf(wish.path);
  const kind = steps && kindOf(steps[0] ?? '');
  if (steps === undefined || kind === undefined) return undefined;
  const change = proposed(resource, kind, wish, steps);
  return mayChange?.(wish.path, change.before) === false ? undefined : { ...change, steps };
}

function proposed(
  resource: JsonObject,
  kind: ProposedChange['kind'],
  { path, value }: Wish,
  steps: readonly string[],
): ProposedChange {
  const before = readAt(resource, steps);
  return {
    kind,
    path,
    ...(before !== undefined && { before }),
    ...(value !== undefined && { after: value }),
  };
}

/** What something is called is not changed: that would be another request. */
function kindOf(name: string): ProposedChange['kind'] | undefined {
  switch (name.toLowerCase()) {
    case 'id':
    case 'name':
    case 'type':
    case 'systemdata':
    case 'fullname':
      return undefined;
    case 'tags':
      return 'tag';
    case 'sku':
      return 'sku';
    case 'location':
      return 'location';
    default:
      return 'property';
  }
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return isEqual(one, other) && JSON.stringify(one) === JSON.stringify(other);
}
