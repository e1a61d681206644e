import { isExpression, type JsonValue, parseExpression } from '@sluice/language/expressions';
import { functionShape } from '../functions/find-function.ts';
import { type Call, callsOf } from '../values/calls-of.ts';
import { at } from '../values/json.ts';
import type { ParsedTemplate } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/**
 * Where an expression stands. `early` is what must be known before anything is deployed: names, conditions, counts,
 * scopes; `late` is what is sent, and outputs.
 */
export type Section = 'parameter' | 'variable' | 'function' | 'early' | 'late';

/** Names that expressions may use; undefined for those that another template declares. */
export type KnownNames = Pick<ParsedTemplate, 'parameters' | 'variables' | 'functions'> | undefined;

const LAMBDA_TAKERS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'reduce',
  'sort',
  'toobject',
  'groupby',
  'mapvalues',
]);

/** Checks all expressions in a value: syntax, functions and where they stand, and names that are written out. */
export function checkExpressions(
  value: JsonValue,
  section: Section,
  known: KnownNames,
  pointer: string,
  reader: Reader,
): void {
  if (typeof value === 'string') {
    if (isExpression(value)) checkText(value, section, known, pointer, reader);
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries())
      checkExpressions(member, section, known, at(pointer, index), reader);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (isExpression(name)) checkText(name, section, known, at(pointer, name), reader);
      checkExpressions(member, section, known, at(pointer, name), reader);
    }
  }
}

function checkText(text: string, section: Section, known: KnownNames, pointer: string, reader: Reader): void {
  const parsed = parseExpression(text, { userFunctions: true });
  if ('problem' in parsed) {
    const { message, offset } = parsed.problem;
    reader.problem(
      pointer,
      `Unable to parse language expression '${shown(text)}': ${message} (character ${offset + 1}).`,
    );
    return;
  }
  for (const { call, caller } of callsOf(parsed.expression)) {
    const wrong = checkCall(call, caller?.name.toLowerCase(), section, known);
    if (wrong !== undefined) reader.problem(pointer, wrong);
  }
}

function checkCall(
  call: Call,
  caller: string | undefined,
  section: Section,
  known: KnownNames,
): string | undefined {
  if (call.name.includes('.')) return checkUserCall(call, known);
  const shape = functionShape(call.name);
  if (shape === undefined) return `The template function '${call.name}' is not valid.`;
  const count = call.args.length;
  if (count < shape.minArgs || count > shape.maxArgs)
    return `Unable to evaluate template language function '${call.name}': it takes ${arity(shape)} argument(s); found ${count}.`;
  const lower = call.name.toLowerCase();
  if (lower === 'lambda' && !LAMBDA_TAKERS.has(caller ?? ''))
    return "The template function 'lambda' is not expected at this location. It is an argument of map, filter and the like.";
  if (!isAllowed(lower, shape.place, section))
    return `The template function '${call.name}' is not expected at this location.`;
  return checkName(call, lower, section, known);
}

function checkUserCall(call: Call, known: KnownNames): string | undefined {
  if (known === undefined) return undefined;
  const declared = known.functions.get(call.name.toLowerCase());
  if (declared === undefined) return `The template function '${call.name}' is not valid.`;
  if (declared.parameters.length === call.args.length) return undefined;
  return `The template function '${call.name}' takes ${declared.parameters.length} argument(s); found ${call.args.length}.`;
}

function isAllowed(lower: string, place: 'default' | 'runtime' | undefined, section: Section): boolean {
  if (place === 'runtime') return section === 'late';
  if (place === 'default') return section === 'parameter';
  if (lower === 'variables') return section !== 'parameter' && section !== 'function';
  if (lower === 'copyindex') return section !== 'parameter' && section !== 'function';
  return true;
}

/** Parameters and variables that are named by a literal must be declared. */
function checkName(call: Call, lower: string, section: Section, known: KnownNames): string | undefined {
  const [argument] = call.args;
  if (known === undefined || section === 'function' || argument?.kind !== 'literal') return undefined;
  const name = argument.value;
  if (typeof name !== 'string') return undefined;
  if (lower === 'parameters' && !known.parameters.has(name.toLowerCase()))
    return `The template parameter '${name}' is not found.`;
  if (lower === 'variables' && !known.variables.has(name.toLowerCase()))
    return `The template variable '${name}' is not found.`;
  return undefined;
}

function arity({ minArgs, maxArgs }: { readonly minArgs: number; readonly maxArgs: number }): string {
  if (minArgs === maxArgs) return String(minArgs);
  return maxArgs === Number.POSITIVE_INFINITY ? `${minArgs} or more` : `${minArgs} to ${maxArgs}`;
}

function shown(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
