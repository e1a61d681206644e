import type { JsonObject, JsonValue } from '@sluice/language';

/**
 * One case of a rule: a resource, and what the rule does to it. See conformance/schema/definition-case.json.
 *
 * The rule is one of `definition` (a file or an object; else the file that the cases are named after), `rule`, `if` (a
 * condition alone, evaluated as it is also where it could not be saved), `expression` (its value counts) and `args`
 * (what a template function gives for them).
 */
export type RuleCase = {
  /** A sentence that says what holds. */
  readonly name: string;
  readonly source?: string;
  readonly definition?: string | JsonObject;
  readonly rule?: JsonObject;
  readonly if?: JsonObject;
  readonly expression?: string;
  readonly function?: string;
  readonly args?: readonly JsonValue[];
  readonly parameters?: JsonObject;
  /** Inline, or the file that has it. */
  readonly resource?: string | JsonObject;
  /** Among them an IfNotExists effect looks: inline, or files. */
  readonly related?: string | readonly (string | JsonObject)[];
  readonly context?: JsonObject;
  readonly requestContext?: JsonObject;
  readonly apiVersion?: string;
  /** Files of further aliases. */
  readonly aliases?: string | readonly string[];
  readonly rawPaths?: boolean;
  readonly expect: RuleExpectation;
};

/** What must come out; all that is named must hold. */
export type RuleExpectation = {
  readonly outcome?: 'matched' | 'notMatched' | 'error';
  /** As the rule spells it or in another letter case; `none`: nothing happens to the resource. */
  readonly effect?: string;
  /** These must be among the effect's details, with their expressions evaluated. */
  readonly details?: JsonValue;
  /** Of an expression or a function. */
  readonly value?: JsonValue;
  /** The code of an error of the evaluation. */
  readonly error?: string;
  /** The code of something wrong or doubtful in the rule. */
  readonly diagnostic?: string;
  readonly severity?: 'error' | 'warning';
  /** JSON pointer of the diagnostic, from the rule or from the document. */
  readonly at?: string;
};
