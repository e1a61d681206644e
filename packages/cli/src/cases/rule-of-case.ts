import { join } from 'node:path';
import type { JsonObject, JsonValue } from '@sluice/language';
import { definitionOfRule } from '../evaluate/rule-definition.ts';
import { definitionOf, isRule, readDefinition } from '../files/read-definition.ts';
import type { RuleCase } from './rule-case.ts';

/** The rule of a case as the language reads it. */
export type CaseRule = {
  readonly definition: string | JsonObject;
  readonly parameters: JsonObject;
  /** The file that has it. */
  readonly file?: RuleFile;
  /** A condition or an expression alone: what cannot be saved is still evaluated. */
  readonly isPart: boolean;
};

/** `isBare`: it has a rule, and pointers into the definition that was put around it begin with `/policyRule`. */
export type RuleFile = { readonly path: string; readonly isBare: boolean };

/** Where a case stands: its folder, the function that its file is about, the definition beside it. */
export type CasePlace = {
  readonly folder: string;
  readonly subject: string;
  readonly definitionPath: string | undefined;
};

/** Finds the rule that a case is about. Throws for a file that cannot be read, and for a case without a rule. */
export function ruleOfCase(given: RuleCase, place: CasePlace): CaseRule {
  const { parameters = {}, definition, rule } = given;
  if (given.if !== undefined) return part(given.if, parameters);
  if (given.expression !== undefined) return part({ value: given.expression, exists: true }, parameters);
  if (given.args !== undefined) return call(given.function ?? place.subject, given.args, parameters);
  if (rule !== undefined)
    return { definition: definitionOfRule(rule, parameters), parameters, isPart: false };
  if (definition !== undefined && typeof definition !== 'string')
    return {
      definition: isRule(definition) ? definitionOfRule(definition, parameters) : definition,
      parameters,
      isPart: false,
    };
  const path = definition === undefined ? place.definitionPath : join(place.folder, definition);
  if (path === undefined)
    throw new Error(
      `'${given.name}' has no rule: expected one of definition, rule, if, expression and args, or a definition beside the cases.`,
    );
  const file = readDefinition(path);
  const isBare = file.kind === 'rule';
  return { definition: definitionOf(file, parameters), parameters, file: { path, isBare }, isPart: false };
}

function part(condition: JsonObject, parameters: JsonObject): CaseRule {
  const rule = { if: condition, then: { effect: 'audit' } };
  return { definition: definitionOfRule(rule, parameters), parameters, isPart: true };
}

/** A call of a function with these values. A parameter cannot be null, so null is written as it is. */
function call(name: string, args: readonly JsonValue[], parameters: JsonObject): CaseRule {
  const values = Object.fromEntries(args.map((value, index) => [`argument${index}`, value]));
  const texts = args.map((value, index) => (value === null ? 'null()' : `parameters('argument${index}')`));
  // In an array, since a condition takes the value of a function that names a missing field for missing.
  return part(
    { value: `[createArray(${name}(${texts.join(', ')}))]`, exists: true },
    { ...parameters, ...values },
  );
}
