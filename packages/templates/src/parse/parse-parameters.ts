import type { JsonObject } from '@sluice/language/expressions';
import { at, isObject, memberOf } from '../values/json.ts';
import { isSecureType, parseType, resolveSchema } from './parse-type.ts';
import type { ParameterDeclaration } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** The declared parameters, by name in lower case and in their order. */
export function parseParameters(
  template: JsonObject,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): ReadonlyMap<string, ParameterDeclaration> {
  const parameters = new Map<string, ParameterDeclaration>();
  for (const [name, declared] of Object.entries(reader.objectOf(template, 'parameters', pointer))) {
    const place = at(at(pointer, 'parameters'), name);
    if (!isObject(declared)) {
      reader.problem(place, `The template parameter '${name}' must be an object with a type.`);
    } else if (parameters.has(name.toLowerCase())) {
      reader.problem(place, `The template parameter '${name}' is declared more than once.`);
    } else {
      parameters.set(name.toLowerCase(), parseParameter(name, declared, definitions, place, reader));
    }
  }
  return parameters;
}

function parseParameter(
  name: string,
  declared: JsonObject,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): ParameterDeclaration {
  const schema = resolveSchema(declared, definitions);
  const type = parseType(declared, `the template parameter '${name}'`, pointer, definitions, reader);
  const defaultValue = memberOf(declared, 'defaultValue');
  return {
    name,
    type,
    isSecure: isSecureType(type),
    isNullable: memberOf(schema, 'nullable') === true,
    schema,
    pointer,
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}
