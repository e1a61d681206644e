import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { at, isObject, memberOf } from '../values/json.ts';
import { parseType } from './parse-type.ts';
import type { FunctionDeclaration } from './parsed-template.ts';
import type { Reader } from './reader.ts';

/** The functions that a template defines, by `namespace.name` in lower case. */
export function parseFunctions(
  template: JsonObject,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): ReadonlyMap<string, FunctionDeclaration> {
  const functions = new Map<string, FunctionDeclaration>();
  for (const [index, space] of reader.arrayOf(template, 'functions', pointer).entries()) {
    const place = at(at(pointer, 'functions'), index);
    const namespace = isObject(space) ? memberOf(space, 'namespace') : undefined;
    if (!isObject(space) || typeof namespace !== 'string' || namespace === '') {
      reader.problem(place, 'A member of functions must be an object with namespace and members.');
      continue;
    }
    for (const [name, declared] of Object.entries(reader.objectOf(space, 'members', place))) {
      const fullName = `${namespace}.${name}`;
      const memberPlace = at(at(place, 'members'), name);
      if (functions.has(fullName.toLowerCase()))
        reader.problem(memberPlace, `The template function '${fullName}' is declared more than once.`);
      functions.set(
        fullName.toLowerCase(),
        parseFunction(fullName, declared, definitions, memberPlace, reader),
      );
    }
  }
  return functions;
}

function parseFunction(
  name: string,
  declared: JsonValue,
  definitions: JsonObject,
  pointer: string,
  reader: Reader,
): FunctionDeclaration {
  const object = isObject(declared) ? declared : {};
  const value = memberOf(reader.objectOf(object, 'output', pointer), 'value');
  if (value === undefined)
    reader.problem(pointer, `The template function '${name}' needs an output with a value.`);
  const parameters = reader.arrayOf(object, 'parameters', pointer).map((parameter, index) => {
    const place = at(at(pointer, 'parameters'), index);
    const parameterName = isObject(parameter) ? memberOf(parameter, 'name') : undefined;
    if (isObject(parameter) && typeof parameterName === 'string') {
      const what = `the parameter '${parameterName}' of the function '${name}'`;
      return { name: parameterName, type: parseType(parameter, what, place, definitions, reader) };
    }
    reader.problem(place, `A parameter of the function '${name}' must be an object with name and type.`);
    return { name: '', type: 'Object' as const };
  });
  return { name, parameters, value: value ?? null, pointer };
}
