import type { ODataFilter, ODataOperand } from '@sluice/arm/odata';
import { SIDES } from './state-columns.ts';

/** A condition, and the option that it was written in. */
export type Filter = { readonly filter: ODataFilter; readonly option: string };

/** The conditions that must all hold, by what they speak of. */
export type SplitFilter = {
  /** Of the rule and what it said: there are some thousands of such. */
  readonly policy: readonly Filter[];
  /** Of the resource. */
  readonly resource: readonly Filter[];
  /** Of what only a result of one resource has, or of both. */
  readonly both: readonly Filter[];
};

/** Takes the conditions that `and` joins apart, so that each can be asked where it costs least. */
export function splitFilter(filters: readonly Filter[]): SplitFilter {
  const parts = filters.flatMap(({ filter, option }) =>
    conjuncts(filter).map(each => ({ filter: each, option })),
  );
  const of = (side: string) => parts.filter(({ filter }) => sideOf(filter) === side);
  return { policy: of('policy'), resource: of('resource'), both: of('both') };
}

function conjuncts(filter: ODataFilter): readonly ODataFilter[] {
  return filter.kind === 'and' ? filter.all.flatMap(conjuncts) : [filter];
}

function sideOf(filter: ODataFilter): 'policy' | 'resource' | 'both' {
  const sides = new Set([...namesIn(filter)].map(name => SIDES.get(name) ?? 'both'));
  const [only] = sides;
  return sides.size === 1 && only !== undefined ? only : 'both';
}

/** The names that a filter uses, in lower case. */
export function namesIn(filter: ODataFilter, variables: readonly string[] = []): ReadonlySet<string> {
  const ofOperands = (...operands: readonly ODataOperand[]) =>
    new Set(operands.flatMap(operand => namesInOperand(operand, variables)));
  switch (filter.kind) {
    case 'and':
    case 'or':
      return new Set(filter.all.flatMap(each => [...namesIn(each, variables)]));
    case 'not':
      return namesIn(filter.of, variables);
    case 'comparison':
      return ofOperands(filter.left, filter.right);
    case 'in':
      return ofOperands(filter.left, ...(filter.right.kind === 'property' ? [filter.right] : []));
    case 'any':
    case 'all': {
      const { collection, each } = filter;
      const inner = each && namesIn(each.condition, [...variables, each.variable.toLowerCase()]);
      return new Set([...ofOperands(collection), ...(inner ?? [])]);
    }
    case 'call':
      return ofOperands(filter);
  }
}

function namesInOperand(operand: ODataOperand, variables: readonly string[]): readonly string[] {
  if (operand.kind === 'call') return operand.args.flatMap(each => namesInOperand(each, variables));
  if (operand.kind === 'property') {
    const name = operand.path.toLowerCase();
    return variables.includes(name) ? [] : [name];
  }
  // A bare word may be a column as well.
  const isName = operand.kind === 'word' && SIDES.has(operand.value.toLowerCase());
  return isName ? [operand.value.toLowerCase()] : [];
}
