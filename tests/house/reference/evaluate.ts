import type { EvaluationInput, JsonObject, JsonValue } from '@sluice/language';
import { isExpression, type Node, parse } from './expression.ts';
import { Failure, fail, NotInReference } from './failure.ts';
import {
  type Aliases,
  copies,
  isLocation,
  normalizeLocation,
  pathOf,
  readField,
  type Seen,
} from './fields.ts';
import { FUNCTIONS, get, text, truth, writeTicks } from './functions.ts';
import { holds } from './operators.ts';
import { isEqual, isList, isObject, propertyOf, ticksIn, type Value } from './values.ts';

/** A rule's `if` and what it is judged with; parameters by name in lower case. */
export type Rule = {
  readonly condition: JsonValue;
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly aliases: Aliases;
};

/**
 * The language again, by walking the JSON of a rule: what the compiled program is compared with. Written from the
 * tables of the specification, sharing no code with the language; slow, and without limits.
 */
export function evaluate(rule: Rule, input: EvaluationInput): 'matched' | 'notMatched' | 'error' {
  try {
    return judge(rule.condition, { rule, input, counts: [] }) ? 'matched' : 'notMatched';
  } catch (error) {
    if (error instanceof Failure) return 'error';
    throw error;
  }
}

/** One member that a count looks at. */
type Count = { readonly key: string; readonly member: JsonValue; readonly resource?: JsonObject };
type World = { readonly rule: Rule; readonly input: EvaluationInput; readonly counts: readonly Count[] };

function judge(condition: JsonValue | undefined, world: World): boolean {
  if (!isObject(condition)) throw new NotInReference('a condition that is no object');
  const allOf = propertyOf(condition, 'allOf');
  const anyOf = propertyOf(condition, 'anyOf');
  const not = propertyOf(condition, 'not');
  if (isList(allOf)) return allOf.every(child => judge(child, world));
  if (isList(anyOf)) return anyOf.some(child => judge(child, world));
  if (not !== undefined) return !judge(not, world);

  const subject = Object.keys(condition).find(key => ['field', 'value', 'count'].includes(key.toLowerCase()));
  const operator = Object.keys(condition).find(key => key !== subject);
  if (subject === undefined || operator === undefined) throw new NotInReference(JSON.stringify(condition));
  const [left, location] = leftOf(subject.toLowerCase(), condition[subject] ?? null, world);
  const written = resolve(condition[operator] ?? null, world);
  const right = location ? normalizeLocation(written) : written;
  // Over [*] the condition holds when it holds for all.
  const values = left.many ? left.values : [left.value];
  return values.every(value => holds(operator, value, right));
}

function leftOf(kind: string, subject: JsonValue, world: World): readonly [Seen, location: boolean] {
  if (kind === 'field') {
    const name = resolve(subject, world);
    return typeof name === 'string'
      ? [seeField(name, world), isLocation(name)]
      : fail('a field is named by a text');
  }
  const value = kind === 'value' ? resolve(subject, world, true) : countOf(subject, world);
  return [{ many: false, value }, false];
}

/** Inside a count, the counted alias and what is below it is that of the one member. */
function seeField(name: string, { rule, input, counts }: World): Seen {
  const count = counts.find(each => each.resource !== undefined && isBelow(name.toLowerCase(), each.key));
  return readField(name, count?.resource ?? input.resource, rule.aliases, input.apiVersion);
}

function isBelow(name: string, key: string): boolean {
  return name === key || name.startsWith(`${key}.`) || name.startsWith(`${key}[`);
}

function countOf(count: JsonValue, world: World): number {
  if (!isObject(count)) throw new NotInReference('a count that is no object');
  const where = propertyOf(count, 'where');
  return membersOf(count, world).filter(
    member => where === undefined || judge(where, { ...world, counts: [member, ...world.counts] }),
  ).length;
}

function membersOf(count: JsonObject, world: World): readonly Count[] {
  const counted = propertyOf(count, 'field');
  if (counted === undefined) {
    const members = resolve(propertyOf(count, 'value') ?? null, world);
    const key = text(propertyOf(count, 'name') ?? 'default').toLowerCase();
    return isList(members) ? members.map(member => ({ key, member })) : fail('counts no array');
  }
  const name = text(resolve(counted, world));
  const key = name.toLowerCase();
  if (!key.endsWith('[*]')) return fail('counts no alias of an array');
  const outer = world.counts.find(each => each.resource !== undefined && isBelow(key, each.key));
  const resource = outer?.resource ?? world.input.resource;
  const known = world.rule.aliases(key) ?? fail(`no field ${name}`);
  const alias = known.get(String(propertyOf(resource, 'type')).toLowerCase());
  if (alias === undefined) return [];
  return copies(resource, pathOf(alias, world.input.apiVersion)).map(copy => ({ key, ...copy }));
}

/** A JSON value with its expressions evaluated. `orNull`: a bare field() of something missing is null, not ''. */
function resolve(value: JsonValue, world: World, orNull = false): JsonValue {
  if (isList(value)) return value.map(member => resolve(member, world));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member, world)]));
  if (typeof value !== 'string') return value;
  if (!isExpression(value)) return value.startsWith('[[') ? value.slice(1) : value;
  return valueAt(parse(value), world, orNull);
}

function valueAt(node: Node, world: World, orNull = false): JsonValue {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'access': {
      const found = get(valueAt(node.of, world), valueAt(node.key, world));
      return found ?? (found === null || mayBeMissing(node) ? null : fail('nothing there'));
    }
    case 'call':
      return call(node, world, orNull);
  }
}

/** The tags of a scope, and one of them, are null where they are missing. */
function mayBeMissing(node: Node): boolean {
  const isScope = (of: Node) => of.kind === 'call' && ['resourcegroup', 'subscription'].includes(of.name);
  const isOptional = (of: Node) =>
    of.kind === 'access' &&
    isScope(of.of) &&
    of.key.kind === 'literal' &&
    ['tags', 'managedby'].includes(String(of.key.value).toLowerCase());
  return isOptional(node) || (node.kind === 'access' && isOptional(node.of));
}

type Call = Extract<Node, { kind: 'call' }>;

function call({ name, args }: Call, world: World, orNull: boolean): JsonValue {
  const argument = (index: number, nullable = false): JsonValue => {
    const node = args[index];
    return node === undefined ? fail('too few arguments') : valueAt(node, world, nullable);
  };
  switch (name) {
    case 'if':
      return truth(argument(0)) ? argument(1) : argument(2);
    case 'and':
      return args.every((_, index) => truth(argument(index)));
    case 'or':
      return args.some((_, index) => truth(argument(index)));
    case 'coalesce': {
      for (const index of args.keys()) {
        const value = argument(index, true);
        if (value !== null) return value;
      }
      return null;
    }
    case 'equals':
      return isEqual(argument(0, true), argument(1, true));
    case 'field':
      return fieldOf(text(argument(0)), world) ?? (orNull ? null : '');
    case 'current':
      return current(args.length === 0 ? undefined : text(argument(0)), world);
    case 'parameters':
      return world.rule.parameters.get(text(argument(0)).toLowerCase()) ?? fail('no such parameter');
    case 'utcnow':
      if (args.length > 0) throw new NotInReference('utcNow() with a format');
      return writeTicks(ticksIn(world.input.context.now) ?? fail('no clock'));
    case 'requestcontext':
      return world.input.context.requestContext ?? fail('no request');
    case 'resourcegroup':
      return world.input.context.resourceGroup ?? fail('no resource group');
    case 'subscription':
      return world.input.context.subscription ?? fail('no subscription');
    case 'policy':
      return world.input.context.policy ?? fail('no policy');
  }
  const fn = FUNCTIONS[name];
  if (fn === undefined) throw new NotInReference(`${name}()`);
  return fn(...args.map((_, index) => argument(index)));
}

function fieldOf(name: string, world: World): JsonValue | undefined {
  const seen = seeField(name, world);
  if (seen.many) return seen.values.filter(value => value !== undefined);
  return seen.value ?? undefined;
}

/** The member of the count of that name, or what is below it; without a name of the innermost count. */
function current(name: string | undefined, world: World): JsonValue {
  const [innermost] = world.counts;
  if (innermost === undefined) return fail('nothing is counted');
  if (name === undefined) return innermost.member;
  const lower = name.toLowerCase();
  const count =
    world.counts.find(
      each => each.key === lower || (each.resource !== undefined && isBelow(lower, each.key)),
    ) ?? fail('no such count');
  if (count.key === lower) return count.member;
  const seen = seeField(name, world);
  const values: readonly Value[] = seen.many ? seen.values : [seen.value];
  // One [*] more than the count goes through: an array. Else the one value of the member.
  if (name.split('[*]').length > count.key.split('[*]').length)
    return values.filter(value => value !== undefined);
  return values[0] ?? null;
}
