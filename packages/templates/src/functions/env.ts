import type { JsonObject, JsonValue, ParsedExpression, Run } from '@sluice/language/expressions';
import type { DeploymentContext, TemplateRuntime } from '../values/context.ts';
import type { DeploymentScope } from '../values/scope.ts';

/** One turn of a loop. Only `resource` loops (and those of outputs) are meant by a `copyIndex()` without a name. */
export type CopyTurn = {
  readonly kind: 'resource' | 'value';
  /** In lower case; absent in a loop over an output. */
  readonly name?: string;
  readonly index: number;
};

/** The values of the variables of one lambda, by name in lower case. */
export type LambdaVariables = ReadonlyMap<string, JsonValue>;

/** A resource that an expression means by its name, id or symbolic name. */
export type NamedResource = { readonly id: string; readonly apiVersion: string };

/** A function that the template defines. */
export type UserFunction = { readonly arity: number; call(values: readonly JsonValue[]): JsonValue };

/** What is shared by all expressions of one expansion: steps that are left, and texts that were parsed before. */
export type Work = {
  readonly budget: Run['budget'];
  readonly parsed: Map<string, ParsedExpression>;
  /** Resource groups that the template creates, by id in lower case: they are read before they are there. */
  readonly groups: Map<string, JsonObject>;
};

/** What template functions may look at. Functions fail by throwing `EvaluationError`. */
export type TemplateEnv = {
  readonly scope: DeploymentScope;
  readonly context: DeploymentContext;
  /** What `deployment()` gives. */
  readonly deployment: JsonObject;
  /** Absent before the deployment. */
  readonly runtime: TemplateRuntime | undefined;
  /** Innermost last. */
  readonly turns: readonly CopyTurn[];
  /** Innermost last; functions that take a lambda push and pop. */
  readonly lambdas: LambdaVariables[];
  readonly work: Work;
  parameter(name: string): JsonValue | undefined;
  variable(name: string): JsonValue | undefined;
  userFunction(name: string): UserFunction | undefined;
  /** Those that the template declares under a name, an id, `type/name` or a symbolic name. */
  findResources(name: string): readonly NamedResource[];
};
