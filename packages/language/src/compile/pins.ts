import type { Condition, LeafCondition } from '../syntax/ast.ts';
import type { JsonValue } from '../values/json.ts';
import { fieldOf } from './applicability.ts';
import { compileTemplate } from './compile-expression.ts';
import type { CompileContext } from './context.ts';

/** Types, in lower case; undefined means any type. */
type Pins = ReadonlySet<string> | undefined;

/**
 * The resource types that a condition can hold for, in lower case and sorted; undefined when that may be any type.
 * Never leaves out a type for which the condition, or its reduced form, could hold.
 */
export function pinsOf(condition: Condition, context: CompileContext): readonly string[] | undefined {
  const pins = pin(condition, true, context);
  return pins === undefined ? undefined : [...pins].sort();
}

/** Pins of a condition, or of its negation. */
function pin(condition: Condition, positive: boolean, context: CompileContext): Pins {
  switch (condition.kind) {
    case 'not':
      return pin(condition.condition, !positive, context);
    case 'allOf':
    case 'anyOf': {
      const all = condition.conditions.map(child => pin(child, positive, context));
      // Under a negation an allOf holds when any child does not, and the other way round.
      return (condition.kind === 'allOf') === positive ? intersection(all) : union(all);
    }
    case 'leaf':
      return fieldOf(condition, context) === 'type' ? pinLeaf(condition, positive, context) : undefined;
  }
}

const NAMES_TYPES: readonly (readonly [operator: string, positive: boolean])[] = [
  ['equals', true],
  ['notequals', false],
  ['in', true],
  ['notin', false],
];

function pinLeaf(leaf: LeafCondition, positive: boolean, context: CompileContext): Pins {
  const operator = leaf.operator.toLowerCase();
  if (!NAMES_TYPES.some(([name, holds]) => name === operator && holds === positive)) return undefined;
  const operand = compileTemplate(leaf.operand, context);
  return operand.constant ? namedTypes(operand.value) : undefined;
}

function namedTypes(value: JsonValue): Pins {
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  const texts = values.filter(each => typeof each === 'string');
  // Text outside ASCII is left to the comparison itself, whose folding is more than lower case.
  if (texts.length < values.length || texts.some(text => !/^[\x21-\x7e]+$/.test(text))) return undefined;
  return new Set(texts.map(text => text.toLowerCase()));
}

function intersection(all: readonly Pins[]): Pins {
  const some = all.filter(pins => pins !== undefined);
  const [first, ...rest] = some;
  return first && new Set([...first].filter(type => rest.every(pins => pins.has(type))));
}

function union(all: readonly Pins[]): Pins {
  const types = new Set<string>();
  for (const pins of all) {
    if (pins === undefined) return undefined;
    for (const type of pins) types.add(type);
  }
  return types;
}
