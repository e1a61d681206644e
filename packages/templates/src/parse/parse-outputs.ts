import type { JsonObject } from '@sluice/language/expressions';
import { at, isObject, memberOf } from '../values/json.ts';
import { parseOutputLoop } from './parse-loop.ts';
import { isSecureType, parseType, resolveSchema } from './parse-type.ts';
import type { OutputDeclaration } from './parsed-template.ts';
import type { Reader } from './reader.ts';

export function parseOutputs(
  template: JsonObject,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): readonly OutputDeclaration[] {
  return Object.entries(reader.objectOf(template, 'outputs', pointer)).flatMap(([name, declared]) => {
    const place = at(at(pointer, 'outputs'), name);
    if (isObject(declared)) return [parseOutput(name, declared, definitions, place, reader)];
    reader.problem(place, `The template output '${name}' must be an object with type and value.`);
    return [];
  });
}

function parseOutput(
  name: string,
  declared: JsonObject,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): OutputDeclaration {
  const type = parseType(declared, `the template output '${name}'`, pointer, definitions, reader);
  const loop = parseOutputLoop(declared, pointer, reader);
  const value = loop?.input ?? memberOf(declared, 'value');
  if (value === undefined && memberOf(declared, 'copy') === undefined)
    reader.problem(pointer, `The template output '${name}' needs a value.`);
  const condition = memberOf(declared, 'condition');
  return {
    name,
    type,
    isSecure: isSecureType(type),
    value: value ?? null,
    schema: resolveSchema(declared, definitions),
    pointer,
    ...(condition === undefined ? {} : { condition }),
    ...(loop === undefined ? {} : { loop: loop.loop }),
  };
}
