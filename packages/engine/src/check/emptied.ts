import type { JsonObject, JsonValue, Program } from '@sluice/language';
import { isObject } from '../json.ts';
import type { BoundRule, Snapshot } from '../snapshot/snapshot.ts';
import { stateOf } from '../snapshot/state.ts';
import { givenParameters } from './given-parameters.ts';

/**
 * The same rule with its free parameters emptied (texts to '', lists to []): what it says when nobody tells it anything.
 * What the rule lets pass and this does not, it lets pass because of its parameters.
 */
export function emptiedProgram(snapshot: Snapshot, bound: BoundRule): Program | undefined {
  const declared = bound.definition.document['parameters'];
  if (!isObject(declared)) return undefined;
  const emptied = Object.entries(declared).flatMap(([name, declaration]) => {
    const empty = emptyOf(declaration);
    return empty === undefined ? [] : [[name, empty] as const];
  });
  const folded = new Set(emptied.map(([name]) => name.toLowerCase()));
  const kept = Object.entries(givenParameters(bound)).filter(([name]) => !folded.has(name.toLowerCase()));
  return programWith(snapshot, bound, Object.fromEntries([...kept, ...emptied]));
}

/** The same rule without the empty texts in its lists; undefined when it has none. */
export function withoutEmptyEntries(snapshot: Snapshot, bound: BoundRule): Program | undefined {
  const given = Object.entries(givenParameters(bound));
  if (!given.some(([, value]) => Array.isArray(value) && value.includes(''))) return undefined;
  const cleaned = given.map(([name, value]): [string, JsonValue] => [
    name,
    Array.isArray(value) ? value.filter(entry => entry !== '') : value,
  ]);
  return programWith(snapshot, bound, Object.fromEntries(cleaned));
}

function programWith(snapshot: Snapshot, bound: BoundRule, parameters: JsonObject): Program | undefined {
  const { programs, vocabulary } = stateOf(snapshot).binder;
  return programs.programOf(bound.definition, parameters, vocabulary).program;
}

/** A parameter with allowed values (the effect, as a rule) is a choice and stays. */
function emptyOf(declaration: JsonValue): JsonValue | undefined {
  if (!isObject(declaration) || Array.isArray(declaration['allowedValues'])) return undefined;
  const type = declaration['type'];
  switch (typeof type === 'string' ? type.toLowerCase() : '') {
    case 'string':
      return '';
    case 'array':
      return [];
    default:
      return undefined;
  }
}
