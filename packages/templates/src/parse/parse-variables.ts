import type { JsonObject } from '@sluice/language/expressions';
import { at } from '../values/json.ts';
import { readValueLoop } from './parse-loop.ts';
import type { VariableDeclaration } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** The variables, those that `copy` makes included, by name in lower case. */
export function parseVariables(
  template: JsonObject,
  pointer: string,
  reader: Reader,
): ReadonlyMap<string, VariableDeclaration> {
  const variables = new Map<string, VariableDeclaration>();
  const add = (variable: VariableDeclaration): void => {
    if (variables.has(variable.name.toLowerCase()))
      reader.problem(
        variable.pointer,
        `The template variable '${variable.name}' is declared more than once.`,
      );
    variables.set(variable.name.toLowerCase(), variable);
  };
  const declared = reader.objectOf(template, 'variables', pointer);
  const place = at(pointer, 'variables');
  for (const [name, value] of Object.entries(declared)) {
    if (name.toLowerCase() !== 'copy' || !Array.isArray(value))
      add({ name, value, pointer: at(place, name) });
  }
  for (const [index, member] of reader.arrayOf({ copy: loopsOf(declared) }, 'copy', place).entries()) {
    const loopPlace = at(at(place, 'copy'), index);
    const read = readValueLoop(member, loopPlace);
    if ('problem' in read) reader.problem(loopPlace, read.problem);
    else add({ name: read.loop.name, value: read.loop.input, loop: read.loop, pointer: loopPlace });
  }
  return variables;
}

function loopsOf(variables: JsonObject): readonly JsonObject[string][] {
  const copy = Object.entries(variables).find(([name]) => name.toLowerCase() === 'copy')?.[1];
  return Array.isArray(copy) ? copy : [];
}
