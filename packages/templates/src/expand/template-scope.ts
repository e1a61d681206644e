import type { JsonObject } from '@sluice/language/expressions';
import type { CopyTurn, NamedResource, TemplateEnv, Work } from '../functions/env.ts';
import type { ParsedTemplate } from '../parse/parsed-template.ts';
import type { DeploymentContext, DeploymentInfo, TemplateRuntime } from '../values/context.ts';
import type { DeploymentScope } from '../values/scope.ts';
import type { NestedParameters } from './parameters.ts';

/** Everything that the expressions of one template mean something by, whatever the runtime. */
export type TemplateScope = {
  readonly template: ParsedTemplate;
  readonly parameters: NestedParameters;
  /** Where its resources go. */
  readonly target: DeploymentScope;
  readonly deployment: DeploymentInfo;
  readonly context: DeploymentContext;
  readonly work: Work;
  /** Resources that are declared, by all that they may be called, in lower case. Filled before it is read. */
  readonly named: ReadonlyMap<string, readonly NamedResource[]>;
  /** The template around it, when its expressions are evaluated there, in the turns of the loops around it. */
  readonly outer?: { readonly scope: TemplateScope; readonly turns: readonly CopyTurn[] };
  /** The environments made before; one for each runtime. */
  readonly envs: WeakMap<object, TemplateEnv>;
};

/** Stands for the time before the deployment among the keys of `envs`. */
export const BEFORE: object = {};

/** What `deployment()` gives. */
export function deploymentValue({ deployment, template }: TemplateScope): JsonObject {
  return {
    name: deployment.name,
    ...(deployment.location === undefined ? {} : { location: deployment.location }),
    properties: {
      template: template.header,
      parameters: {},
      mode: deployment.mode ?? 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}

export function envKey(runtime: TemplateRuntime | undefined): object {
  return runtime ?? BEFORE;
}
