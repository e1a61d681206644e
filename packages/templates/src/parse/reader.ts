import type { JsonObject, JsonValue } from '@sluice/language/expressions';
import { at, isArray, isObject, memberOf } from '../values/json.ts';
import { invalid, type TemplateProblem } from '../values/problem.ts';

/** Collects problems while a template is read, so that all of them are reported at once. */
export type Reader = {
  readonly problems: TemplateProblem[];
  problem(pointer: string, message: string): void;
  /** The member as an object; an empty one, and a problem unless it is absent, when it is none. */
  objectOf(object: JsonObject, name: string, pointer: string): JsonObject;
  arrayOf(object: JsonObject, name: string, pointer: string): readonly JsonValue[];
};

/** How many problems of one template are told. */
const MOST_PROBLEMS = 100;

export function createReader(): Reader {
  const problems: TemplateProblem[] = [];
  const problem = (pointer: string, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push(invalid(pointer, message));
  };
  return {
    problems,
    problem,
    objectOf: (object, name, pointer) => {
      const value = memberOf(object, name);
      if (isObject(value)) return value;
      if (value !== undefined && value !== null) problem(at(pointer, name), `'${name}' must be an object.`);
      return {};
    },
    arrayOf: (object, name, pointer) => {
      const value = memberOf(object, name);
      if (isArray(value)) return value;
      if (value !== undefined && value !== null) problem(at(pointer, name), `'${name}' must be an array.`);
      return [];
    },
  };
}
