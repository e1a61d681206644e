import type { JsonObject } from '@sluice/language/expressions';
import type { TemplateRuntime } from '../values/context.ts';
import type { TemplateProblem } from '../values/problem.ts';
import type { TypedValue } from './parameters.ts';

/** What a template would write, in the order in which it can be written, and what it answers at the end. */
export type DeploymentPlan = {
  /** Those of nested templates among them, each before the nested deployment that it belongs to. */
  readonly resources: readonly PlannedResource[];
  /** The outputs whose condition holds; ask when everything is deployed. */
  outputs(runtime: TemplateRuntime): OutputsResult;
};

export type ExpandResult = {
  /** Absent when there are problems. */
  readonly plan?: DeploymentPlan;
  readonly problems: readonly TemplateProblem[];
};

export type PlannedResource = {
  readonly id: string;
  /** Provider and type in full, such as `Microsoft.Sql/servers/databases`. */
  readonly type: string;
  /** As many segments as the type has after the provider: `server/database`. */
  readonly name: string;
  readonly apiVersion: string;
  /** What the id extends: a scope, or for an extension resource the id of another resource. */
  readonly scopeId: string;
  readonly symbolicName?: string;
  /** Only read, never written: it must be there. */
  readonly existing: boolean;
  /** Ids of what must be there before, all of them in the plan. */
  readonly dependsOn: readonly string[];
  /** What is sent, without id, name and type. Where only the runtime knows a value its expression stands. */
  readonly body: JsonObject;
  /** Whether the body cannot be judged before the deployment. */
  readonly needsRuntime: boolean;
  /** What is sent once everything it depends on is there. */
  resolve(runtime: TemplateRuntime): BodyResult;
  /** Of a nested deployment: its resources are in the plan, before it, unless it has `expand`. */
  readonly nested?: NestedPlan;
  /** The nested deployment that it belongs to; absent for the template's own. */
  readonly deploymentId?: string;
  /** JSON pointer of the declaration in the template. */
  readonly pointer: string;
};

export type NestedPlan = {
  readonly mode: string;
  /**
   * There when names, conditions or loops inside depend on what is only known during the deployment: plans its resources
   * then, when all it depends on is there. They are to be written before it.
   */
  readonly expand?: (runtime: TemplateRuntime) => ExpandResult;
  parameters(runtime: TemplateRuntime): OutputsResult;
  outputs(runtime: TemplateRuntime): OutputsResult;
};

export type BodyResult = { readonly body: JsonObject } | { readonly problems: readonly TemplateProblem[] };
export type OutputsResult =
  | { readonly values: readonly TypedValue[] }
  | { readonly problems: readonly TemplateProblem[] };
