import type { EvaluationInput, JsonObject, JsonValue, Program, TraceNode } from '@sluice/language';
import { isObject } from '../json.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { givenParameters } from './given-parameters.ts';

/** A made-up component: what its paths hold (`model.assetId` to a text). Absent paths lead to nothing. */
export type Probe = ReadonlyMap<string, JsonValue>;

/** A rule to try probes on: its program, the component type it is for, the paths it reads and values worth trying there. */
export type ProbedRule = {
  readonly bound: BoundRule;
  readonly type: string;
  readonly paths: readonly string[];
  readonly texts: readonly string[];
  /** Every text of the parameters, of which `texts` are the first. */
  readonly allTexts: ReadonlySet<string>;
};

/** Paths of a probe that lead somewhere. */
const MAX_DEPTH = 3;
const MAX_PROBES = 600;
/** Of a long list its first entries stand for the rest. */
const MAX_TEXTS = 24;
/** What stands where any text would do. */
export const FILLER = 'probe';
const NOW = '2000-01-01T00:00:00.0000000Z';
const FIELD_CALL = /field\(\s*'([^']+)'\s*\)/gi;

/** The rule made ready to be tried, for each component type that it is pinned to. Nothing for rules over ARM resources. */
export function probedRules(snapshot: Snapshot, bound: BoundRule): readonly ProbedRule[] {
  if (bound.mode.kind !== 'data' || bound.broken) return [];
  const allTexts = new Set(textsIn(givenParameters(bound)));
  const texts = [...allTexts].slice(0, MAX_TEXTS);
  return (bound.program.pins ?? []).map(type => ({
    bound,
    type,
    paths: pathsOf(snapshot, bound, type),
    texts,
    allTexts,
  }));
}

/** Whether the program has nothing against a component that holds this. An evaluation error is no pass. */
export function passes(program: Program, type: string, probe: Probe): boolean {
  return passesContent(program, contentOf(type, probe));
}

/** The same for the content of a component. */
export function passesContent(program: Program, content: JsonObject): boolean {
  return program.evaluate(toInput(content)).kind === 'notMatched';
}

/** The content of a component that holds this and nothing else. */
export function contentOf(type: string, probe: Probe): JsonObject {
  let content: JsonObject = { type, id: '', name: FILLER };
  for (const [path, value] of probe) content = withPath(content, path.split('.'), value);
  return content;
}

/**
 * Probes that `goal` holds for, at most `wanted`, found by trying at the rule's paths what its conditions compare with and
 * what its parameters say. Breadth first and bounded: it may miss some, it never makes one up.
 */
export function findProbes(
  rule: ProbedRule,
  goal: (probe: Probe) => boolean,
  wanted: number,
): readonly Probe[] {
  const found: Probe[] = [];
  const queue: Probe[] = [new Map()];
  const seen = new Set(['']);
  for (let at = 0; at < queue.length && found.length < wanted; at++) {
    const probe = queue[at] ?? new Map();
    if (goal(probe)) found.push(probe);
    else if (probe.size < MAX_DEPTH) enqueueNeighbours(rule, probe, queue, seen);
  }
  return found;
}

function enqueueNeighbours(rule: ProbedRule, probe: Probe, queue: Probe[], seen: Set<string>): void {
  if (queue.length >= MAX_PROBES) return;
  const compared = comparedValues(rule.bound.program, rule.type, probe);
  for (const path of rule.paths) {
    for (const value of [...(compared.get(path) ?? []), ...rule.texts]) {
      const next = new Map(probe).set(path, value);
      const name = nameOf(rule, next);
      if (queue.length >= MAX_PROBES || seen.has(name)) continue;
      seen.add(name);
      queue.push(next);
    }
  }
}

function nameOf(rule: ProbedRule, probe: Probe): string {
  return rule.paths.map(path => JSON.stringify(probe.get(path)) ?? '').join();
}

/** What the conditions that were looked at compare each path with, made into values that could stand there. */
function comparedValues(
  program: Program,
  type: string,
  probe: Probe,
): ReadonlyMap<string, readonly JsonValue[]> {
  const values = new Map<string, JsonValue[]>();
  const visit = (node: TraceNode): void => {
    if (node.kind !== 'condition') {
      for (const child of node.children) visit(child);
      return;
    }
    for (const member of node.members ?? []) visit(member);
    if (node.path === undefined) return;
    const known = values.get(node.path) ?? [];
    values.set(node.path, [...known, ...samplesOf(node.targetValue, node.operator)]);
  };
  const { root } = program.explain(toInput(contentOf(type, probe)));
  if (root) visit(root);
  return values;
}

function samplesOf(target: JsonValue, operator: string): readonly JsonValue[] {
  if (operator === 'Exists') return [FILLER];
  const targets = Array.isArray(target) ? target.slice(0, MAX_TEXTS) : [target];
  return targets.map(value => (typeof value === 'string' ? value.replaceAll('*', FILLER) : value));
}

/** Paths of the aliases that the rule names, as fields or in `field()`. */
function pathsOf(snapshot: Snapshot, bound: BoundRule, type: string): readonly string[] {
  const names = textsIn(bound.definition.document['policyRule'] ?? null).flatMap(text =>
    text.startsWith('[') ? [...text.matchAll(FIELD_CALL)].map(match => match[1] ?? '') : [text],
  );
  const paths = names.flatMap(name => snapshot.vocabulary.alias(name, type)?.defaultPath ?? []);
  return [...new Set(paths)].filter(path => !path.includes('['));
}

function toInput(resource: JsonObject): EvaluationInput {
  return { resource, context: { now: NOW, requestContext: { apiVersion: '', identity: {} } } };
}

function withPath(into: JsonObject, [name = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  if (rest.length === 0) return { ...into, [name]: value };
  const inner = into[name];
  return { ...into, [name]: withPath(isObject(inner) ? inner : {}, rest, value) };
}

/** Every text inside a value, at any depth. */
function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
