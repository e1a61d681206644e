import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject } from '../../../lib/json.ts';

// What a definition's parameters are is written in its rule: a value that is compared with the name of a registry is one.

/** What the values of a parameter name. */
export type Named =
  | 'registry'
  | 'publisher'
  | 'licence'
  | 'task'
  | 'location'
  | 'resourceType'
  /** Asset ids of models. */
  | 'model'
  /** Objects of a name, a registry and versions. */
  | 'modelEntry';

export type Hint = {
  readonly names: Named;
  /** Compared whole; else a part of an id, or a pattern, is enough. */
  readonly isExact: boolean;
};

/** By the name of the parameter in lower case. Parameters that the rule says nothing of are absent. */
export function whatParametersName(rule: JsonObject | undefined): ReadonlyMap<string, Hint> {
  const hints = new Map<string, Hint>();
  if (rule !== undefined) readCondition(valueAt(rule, 'if'), new Map(), hints);
  return hints;
}

/** Ends of field names (in lower case), and what is compared with them. */
const FIELDS: Readonly<Record<string, Named>> = {
  'model.registryname': 'registry',
  'model.publisher': 'publisher',
  'model.licence': 'licence',
  'model.task': 'task',
  'model.assetid': 'model',
  location: 'location',
  type: 'resourceType',
};
const EXACT: ReadonlySet<string> = new Set(['equals', 'notequals', 'in', 'notin']);
/** Words of a condition that no value is compared by. */
const PARTS: ReadonlySet<string> = new Set(['field', 'value', 'count', 'name', 'where']);

/** Names that `count` gives to the members of a parameter, and that parameter. */
type Counted = ReadonlyMap<string, string>;

function readCondition(condition: JsonValue | undefined, counted: Counted, hints: Map<string, Hint>): void {
  if (!isObject(condition)) return;
  for (const kind of ['allOf', 'anyOf']) {
    const children = valueAt(condition, kind);
    if (Array.isArray(children)) for (const child of children) readCondition(child, counted, hints);
  }
  readCondition(valueAt(condition, 'not'), counted, hints);
  const count = valueAt(condition, 'count');
  if (isObject(count)) readCondition(valueAt(count, 'where'), withMembers(count, counted), hints);
  const field = valueAt(condition, 'field');
  if (typeof field !== 'string') return;
  const end = field.slice(field.lastIndexOf('/') + 1).toLowerCase();
  for (const [operator, expected] of Object.entries(condition))
    if (!PARTS.has(operator.toLowerCase()))
      readOperand(expected, { end, isExact: EXACT.has(operator.toLowerCase()) }, counted, hints);
}

function withMembers(count: JsonObject, counted: Counted): Counted {
  const [over, name] = [valueAt(count, 'value'), valueAt(count, 'name')];
  const parameter =
    typeof over === 'string' ? /^\[\s*parameters\('([^']+)'\)\s*\]$/i.exec(over)?.[1] : undefined;
  if (parameter === undefined || typeof name !== 'string') return counted;
  return new Map([...counted, [name.toLowerCase(), parameter.toLowerCase()]]);
}

function readOperand(
  expected: JsonValue,
  { end, isExact }: { readonly end: string; readonly isExact: boolean },
  counted: Counted,
  hints: Map<string, Hint>,
): void {
  if (typeof expected !== 'string') return;
  const note = (parameter: string | undefined, names: Named | undefined, exact: boolean) => {
    if (parameter === undefined || names === undefined) return;
    if (!hints.has(parameter.toLowerCase())) hints.set(parameter.toLowerCase(), { names, isExact: exact });
  };
  // A registry inside an asset id: concat('azureml://registries/', parameters('x'), ...
  const registry = /azureml:\/\/registries\/'\s*,\s*parameters\('([^']+)'\)/i.exec(expected)?.[1];
  note(registry, 'registry', true);
  const parameter = /^\[\s*parameters\('([^']+)'\)\s*\]$/i.exec(expected)?.[1];
  note(parameter, FIELDS[end], isExact);
  const member = /^\[\s*current\('([^']+)'\)\s*(\.\s*name\s*)?\]$/i.exec(expected);
  const of = counted.get(member?.[1]?.toLowerCase() ?? '');
  if (member?.[2] === undefined) note(of, FIELDS[end], isExact);
  else if (end === 'model.name') note(of, 'modelEntry', isExact);
}

/** Keywords of the language have no letter case. */
function valueAt(object: JsonObject, name: string): JsonValue | undefined {
  const key = Object.keys(object).find(each => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}
