import { isEqual, type JsonObject, type JsonValue, type TraceNode } from '@sluice/language';
import { textOf } from '../json.ts';
import type { Decision, EvaluationRequest, RuleResult } from '../model/decision.ts';
import { keyOf } from '../scope/ancestry.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { considered } from './considered.ts';
import { decide } from './decide.ts';
import { stepsOf, writeAt } from './edit.ts';
import { placeOf } from './standing.ts';

/** A field whose value is still open; with `values`: those that it may become. */
export type PendingField = { readonly field: string; readonly values?: readonly JsonValue[] };

/** What one rule makes of a field. Without `values` or `defaultValue`: whatever its value is. */
export type Restriction = {
  readonly result: 'Required' | 'Removed' | 'Deny' | 'Audit';
  readonly values?: readonly JsonValue[];
  /** What a rule sets where nobody says anything. */
  readonly defaultValue?: JsonValue;
  /** What the rule said where it showed. */
  readonly rule: RuleResult;
};

/** `field` as it was asked for; for what is in it (`tags`), each by its own name. */
export type FieldRestrictions = {
  readonly field: string;
  readonly restrictions: readonly Restriction[];
};

export type Restrictions = {
  readonly fields: readonly FieldRestrictions[];
  /** What is against the content as it is, whatever becomes of the pending fields. */
  readonly content: readonly RuleResult[];
};

export type RestrictionOptions = {
  readonly includeAudit?: boolean;
  /** What a changed resource brings with it from the catalog. */
  factsOf?(resource: JsonObject): JsonObject | undefined;
};

/** What a text is that no rule names. */
const ANY = 'value';
const ANY_TYPE = 'Unknown.Provider/resources';
/** Of a long list the first entries stand for the rest. */
const MAX_CANDIDATES = 100;

/**
 * What the policies above a resource that is only half described make of the fields that are still open, and of the rest.
 *
 * Every answer is `decide`'s: of the content without the field, with each of its values, with those that the conditions compare it with,
 * and with one that nobody names. A refusal that hangs on a pending field is a restriction of it, not one of the content.
 * Source: Azure REST API, "Policy Restrictions".
 */
export function restrictions(
  snapshot: Snapshot,
  request: EvaluationRequest,
  pending: readonly PendingField[],
  options: RestrictionOptions = {},
): Restrictions {
  const ask = asker(snapshot, request, options);
  const found = pending.flatMap(each => ofField(ask, each));
  const hanging = new Set(found.flatMap(({ hangs }) => [...hangs]));
  const { decision } = ask(undefined, undefined);
  return {
    fields: found.flatMap(({ field, restrictions: all }) =>
      all.length === 0 ? [] : [{ field, restrictions: all }],
    ),
    content: decision.results.filter(
      result =>
        !hanging.has(nameOf(result)) &&
        (isAgainst(result, options) || result.outcome === 'error') &&
        result.enforced,
    ),
  };
}

/** The path that a field leads to in resources of a type; undefined for a name that nobody knows. */
export function pathOfField(snapshot: Snapshot, field: string, type: string): string | undefined {
  if (/^(name|type|kind|location|tags|tags\.[^.[\]]+|tags\['[^']+'\])$/i.test(field)) return field;
  const bracketed = /^tags\[([^'\]]+)\]$/i.exec(field)?.[1];
  if (bracketed !== undefined) return `tags['${bracketed}']`;
  return snapshot.vocabulary.alias(field, type)?.defaultPath;
}

type Asked = {
  readonly path: string | undefined;
  readonly request: EvaluationRequest;
  readonly decision: Decision;
};
type Asker = {
  (path: string | undefined, value: JsonValue | undefined): Asked;
  readonly snapshot: Snapshot;
  readonly request: EvaluationRequest;
  readonly options: RestrictionOptions;
};

function asker(snapshot: Snapshot, request: EvaluationRequest, options: RestrictionOptions): Asker {
  const ask = (path: string | undefined, value: JsonValue | undefined): Asked => {
    const steps = path === undefined ? undefined : stepsOf(path);
    const written = steps ? writeAt(request.resource, steps, value) : request.resource;
    const resource = path?.toLowerCase() === 'name' ? renamed(written, textOf(value)) : written;
    const facts = options.factsOf === undefined ? request.facts : options.factsOf(resource);
    const asked = { ...request, resource, ...(facts && { facts }) };
    return { path, request: asked, decision: decide(snapshot, asked) };
  };
  return Object.assign(ask, { snapshot, request, options });
}

function renamed(resource: JsonObject, name: string): JsonObject {
  return name === '' ? resource : { ...resource, id: textOf(resource['id']).replace(/[^/]+$/, name) };
}

type OfField = FieldRestrictions & {
  /** The rules (`nameOf`) that said something because of the field. */
  readonly hangs: ReadonlySet<string>;
};

function ofField(ask: Asker, { field, values }: PendingField): readonly OfField[] {
  const type = textOf(ask.request.resource['type']);
  const path = pathOfField(ask.snapshot, field, type);
  if (path === undefined) return [];
  if (values !== undefined && values.length > 0) return [ofValues(ask, field, path, values)];
  const paths = path.toLowerCase() === 'tags' ? tagsSeen(ask) : [path];
  return paths.map(each => ofOpen(ask, each === path ? field : each, each));
}

/** Every tag that a rule looks at or sets. */
function tagsSeen(ask: Asker): readonly string[] {
  const { request, decision } = ask('tags', undefined);
  const seen = considered(ask.snapshot, request, decision).flatMap(({ trace, result }) => [
    ...leavesOf(trace?.root).flatMap(({ path, operator, targetValue }) =>
      path?.toLowerCase() === 'tags' && operator.endsWith('ContainsKey')
        ? [`tags.${textOf(targetValue)}`]
        : (path ?? []),
    ),
    ...(result?.changes ?? []).map(({ path }) => path),
  ]);
  const byName = new Map<string, string>();
  for (const path of seen) {
    const [root, name] = stepsOf(path) ?? [];
    if (root?.toLowerCase() === 'tags' && name !== undefined && !byName.has(name.toLowerCase()))
      byName.set(name.toLowerCase(), path);
  }
  return [...byName.values()];
}

/** Which of the values each rule is against. */
function ofValues(ask: Asker, field: string, path: string, values: readonly JsonValue[]): OfField {
  const absent = ask(path, undefined);
  const tried = values.slice(0, MAX_CANDIDATES).map(value => ({ value, asked: ask(path, value) }));
  const found: Restriction[] = [
    ...ofChanges(
      path,
      absent,
      tried.map(({ asked }) => asked),
    ),
  ];
  const hangs = new Set(found.map(({ rule }) => nameOf(rule)));
  for (const [name, rule] of rulesIn(tried.map(({ asked }) => asked))) {
    const against = tried.filter(({ asked }) => said(asked, name, ask.options) !== undefined);
    if (against.length === 0) continue;
    const told = against.flatMap(({ asked }) => said(asked, name, ask.options) ?? []);
    const varies = against.length < tried.length || said(absent, name, ask.options) === undefined;
    if (!varies && !told.some(result => looksAt(result, path))) continue;
    hangs.add(name);
    found.push({ result: kindOf(rule), values: against.map(({ value }) => value), rule: told[0] ?? rule });
  }
  return { field, restrictions: found, hangs };
}

/** Which values each rule wants or does not want, found among those that rules name. */
function ofOpen(ask: Asker, field: string, path: string): OfField {
  const absent = ask(path, undefined);
  const isType = path.toLowerCase() === 'type';
  const any = ask(path, isType ? ANY_TYPE : ANY);
  const named = new Map<string, JsonValue[]>();
  for (const { request, decision } of [absent, any]) {
    for (const row of considered(ask.snapshot, request, decision)) {
      const name = row.result ? nameOf(row.result) : row.key;
      const targets = leavesOf(row.trace?.root)
        .filter(leaf => isSamePath(leaf.path, path))
        .flatMap(leaf => targetsOf(leaf.targetValue, leaf.operator));
      named.set(name, union(named.get(name) ?? [], targets));
    }
  }
  const others = isType ? typesToTry(ask) : [];
  const candidates = union([...named.values()].flat(), others).slice(0, MAX_CANDIDATES);
  const tried = candidates.map(value => ({ value, asked: ask(path, value) }));
  const found: Restriction[] = [...ofChanges(path, absent, [any])];
  const hangs = new Set(found.map(({ rule }) => nameOf(rule)));
  for (const [name] of rulesIn([absent, any, ...tried.map(({ asked }) => asked)])) {
    const own = named.get(name) ?? [];
    const isOwn = (value: JsonValue) => own.some(each => isEqual(each, value));
    const against = (asked: Asked) => said(asked, name, ask.options);
    const allowed = tried.filter(({ value, asked }) => isOwn(value) && against(asked) === undefined);
    const refused = tried.filter(
      ({ value, asked }) => (isOwn(value) || isType) && against(asked) !== undefined,
    );
    const [ofOthers] = tried.flatMap(({ value, asked }) => (isOwn(value) ? [] : (against(asked) ?? [])));
    const [missing, other] = [against(absent), against(any) ?? ofOthers];
    const add = (result: Restriction['result'], rule: RuleResult, values: readonly JsonValue[] = []) => {
      hangs.add(name);
      found.push({ result, ...(values.length > 0 && { values }), rule });
    };
    const valuesOf = (list: typeof tried) => list.map(({ value }) => value);
    if (allowed.length > 0 && other) {
      add('Required', other, valuesOf(allowed));
      continue;
    }
    if (missing && !other) add('Required', missing);
    else if (!missing && other && refused.length === 0) add(kindOf(other), other);
    const [first] = refused.flatMap(({ asked }) => against(asked) ?? []);
    if (first && !(missing && other)) add(kindOf(first), first, valuesOf(refused));
  }
  return { field, restrictions: found, hangs };
}

/** What append and modify do to a field: set it where it is missing or whatever it is, or take it away. */
function ofChanges(path: string, absent: Asked, present: readonly Asked[]): readonly Restriction[] {
  const made = (asked: Asked, name: string) =>
    asked.decision.results
      .find(result => nameOf(result) === name)
      ?.changes?.find(change => isSamePath(change.path, path));
  return [...rulesIn([absent, ...present])].flatMap(([name, rule]): readonly Restriction[] => {
    const added = made(absent, name);
    const replaced = present.map(asked => made(asked, name)).find(change => change !== undefined);
    if (replaced !== undefined && replaced.after === undefined) return [{ result: 'Removed', rule }];
    const value = added?.after ?? replaced?.after;
    if (value === undefined) return [];
    return [
      {
        result: 'Required',
        ...(added?.after !== undefined && { defaultValue: added.after }),
        ...(replaced !== undefined && { values: [value] }),
        rule,
      },
    ];
  });
}

/** The rules that said something, each as it first did. */
function rulesIn(all: readonly Asked[]): ReadonlyMap<string, RuleResult> {
  const rules = new Map<string, RuleResult>();
  for (const { decision } of all)
    for (const result of decision.results) {
      const name = nameOf(result);
      if (!rules.has(name)) rules.set(name, result);
    }
  return rules;
}

/**
 * What a rule said against a request; undefined when it has nothing against it. Of a type nothing but the type is known, so only what
 * hangs on that alone counts against it.
 */
function said({ path, decision }: Asked, name: string, options: RestrictionOptions): RuleResult | undefined {
  const result = decision.results.find(each => nameOf(each) === name && isAgainst(each, options));
  if (path?.toLowerCase() !== 'type') return result;
  return result?.evaluatedExpressions?.every(leaf => isSamePath(leaf.path, path)) ? result : undefined;
}

function isAgainst(result: RuleResult, { includeAudit = false }: RestrictionOptions): boolean {
  if (result.refuses && result.outcome !== 'error') return true;
  return includeAudit && result.enforced && result.outcome === 'matched' && result.effectName === 'audit';
}

function kindOf({ effectName }: RuleResult): 'Audit' | 'Deny' {
  return effectName === 'audit' ? 'Audit' : 'Deny';
}

/** A rule and what it was about: a component has one result of its own. */
function nameOf({ key, component }: RuleResult): string {
  return component === undefined ? key : `${key} ${component.type}`;
}

function looksAt({ evaluatedExpressions = [] }: RuleResult, path: string): boolean {
  return evaluatedExpressions.some(leaf => isSamePath(leaf.path, path));
}

function isSamePath(one: string | undefined, other: string): boolean {
  if (one === undefined) return false;
  const fold = (path: string) => JSON.stringify(stepsOf(path)?.map(step => step.toLowerCase()) ?? path);
  return fold(one) === fold(other);
}

type Leaf = Extract<TraceNode, { kind: 'condition' }>;

function leavesOf(node: TraceNode | undefined): readonly Leaf[] {
  if (node === undefined) return [];
  if (node.kind === 'condition') return [node, ...(node.members ?? []).flatMap(leavesOf)];
  return node.children.flatMap(leavesOf);
}

/** The values that a condition names; a pattern names none. */
function targetsOf(target: JsonValue, operator: string): readonly JsonValue[] {
  if (operator === 'Exists' || operator.endsWith('Like') || operator.includes('Match')) return [];
  return Array.isArray(target) ? target.slice(0, MAX_CANDIDATES) : [target];
}

function union(one: readonly JsonValue[], other: readonly JsonValue[]): JsonValue[] {
  const all = [...one];
  for (const value of other) if (!all.some(each => isEqual(each, value))) all.push(value);
  return all;
}

/** The types that are known, and those that a rule above is about alone. */
function typesToTry({ snapshot, request }: Asker): readonly string[] {
  const { chain } = placeOf(snapshot, request);
  const pinned = [...snapshot.assignments].flatMap(([key, { scope }]) =>
    chain.includes(keyOf(scope)) ? snapshot.rulesOf(key).flatMap(({ program }) => program.pins ?? []) : [],
  );
  const judged = [...snapshot.types.values()].filter(each => each.judged).map(({ type }) => type);
  return union(judged, pinned).filter(type => typeof type === 'string');
}
