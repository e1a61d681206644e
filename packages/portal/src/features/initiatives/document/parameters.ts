import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { isObject, objectAt } from '../../../lib/json.ts';
import { readMembers, type Wiring } from './member.ts';

/** How many members have a value from each parameter of the initiative, by its name in lower case. */
export function usesOfParameters(document: JsonObject): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { parameters } of readMembers(document))
    for (const name of Object.values(parameters).flatMap(parametersIn))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

/** The parameters that a wiring names, in lower case: an expression may name several. */
function parametersIn(wiring: Wiring): readonly string[] {
  switch (wiring.kind) {
    case 'value':
      return [];
    case 'parameter':
      return [wiring.name.toLowerCase()];
    case 'expression':
      return [...wiring.text.matchAll(/parameters\(\s*'((?:[^']|'')+)'\s*\)/gi)].map(([, name = '']) =>
        name.replaceAll("''", "'").toLowerCase(),
      );
  }
}

/** What can be said of a parameter beside its type. Undefined takes it away. */
export type ParameterChanges = {
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly defaultValue?: JsonValue | undefined;
};

export function changeParameter(document: JsonObject, name: string, changes: ParameterChanges): JsonObject {
  const parameters = objectAt(document, 'parameters');
  const declared = parameters[name];
  if (!isObject(declared)) return document;
  const { defaultValue, ...texts } = changes;
  const { metadata: _, ...own } = 'defaultValue' in changes ? set(declared, { defaultValue }) : declared;
  const metadata = set(objectAt(declared, 'metadata'), texts);
  const changed = Object.keys(metadata).length === 0 ? own : { ...own, metadata };
  return { ...document, parameters: { ...parameters, [name]: changed } };
}

export function removeParameter(document: JsonObject, name: string): JsonObject {
  const { [name]: _, ...others } = objectAt(document, 'parameters');
  return { ...document, parameters: others };
}

/** Adds a parameter; the document as it is when there is one of that name, in any letter case. */
export function addParameter(document: JsonObject, name: string, type: string): JsonObject {
  const parameters = objectAt(document, 'parameters');
  if (Object.keys(parameters).some(each => each.toLowerCase() === name.toLowerCase())) return document;
  return { ...document, parameters: { ...parameters, [name]: { type } } };
}

function set(object: JsonObject, changes: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const next: Record<string, JsonValue> = { ...object };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') delete next[name];
    else next[name] = value;
  }
  return next;
}
