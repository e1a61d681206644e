import type { JsonObject } from '@sluice/language/expressions';
import type { CopyTurn } from '../functions/env.ts';
import type { ResourceDeclaration } from '../parse/parsed-template.ts';
import type { TemplateRuntime } from '../values/context.ts';
import { TEMPLATE_LIMITS } from '../values/limits.ts';
import { invalid, type TemplateProblem } from '../values/problem.ts';
import type { DeploymentScope } from '../values/scope.ts';
import type { Failure } from './evaluate.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { TemplateScope } from './template-scope.ts';

/** One template in the course of its expansion. */
export type Expansion = {
  readonly scope: TemplateScope;
  readonly instances: Instance[];
  /** By all that a resource may be called, in lower case. */
  readonly index: Map<string, Instance[]>;
  readonly outer?: Expansion;
  /** The nested deployment that it belongs to. */
  readonly deployment?: Instance;
  readonly shared: Shared;
  /** Set when what a template would write is known only during the deployment. */
  readonly runtime?: TemplateRuntime;
  /** Whether names, conditions or loops of a nested template turned out to need a runtime that is not there yet. */
  isLate: boolean;
};

/** What a template and those nested in it share. */
export type Shared = {
  readonly problems: TemplateProblem[];
  /** Everything that will be planned, in the order of declaration. */
  readonly planned: Instance[];
};

/** One turn of one declared resource. */
export type Instance = {
  readonly declaration: ResourceDeclaration;
  readonly expansion: Expansion;
  readonly turns: readonly CopyTurn[];
  readonly id: string;
  readonly scopeId: string;
  readonly type: string;
  /** With the names of the resources around it. */
  readonly name: string;
  readonly apiVersion: string;
  /** Where the id of it, and of those declared in it, starts. */
  readonly baseId: string;
  /** Of a nested deployment. */
  readonly target?: DeploymentScope;
  /** The nested template's own expansion, once it is there. */
  nested?: Expansion;
  readonly parent?: Instance;
  readonly isIncluded: boolean;
  readonly dependsOn: Set<Instance>;
  /** As far as it is known before the deployment. */
  body: JsonObject;
  needsRuntime: boolean;
};

/** Adds failures of expressions to the problems, but for those that the runtime will mend. True when it has to. */
export function report(
  failures: readonly Failure[],
  what: string,
  { scope, shared }: Pick<Expansion, 'scope' | 'shared'>,
): boolean {
  for (const { code, message, pointer } of failures) {
    if (code === 'template/needs-runtime') continue;
    const text = `Unable to process template language expressions for ${what}: ${message}`;
    shared.problems.push(invalid(pointer, maskSecrets(text, scope)));
  }
  return failures.some(({ code }) => code === 'template/needs-runtime');
}

/**
 * The same for names, conditions, loops and dependencies. A nested template may wait with them until what the deployment
 * depends on is there; the outermost cannot.
 */
export function reportEarly(failure: Failure, what: string, expansion: Expansion): void {
  const isLate = failure.code === 'template/needs-runtime';
  if (isLate && expansion.deployment !== undefined && expansion.runtime === undefined) {
    expansion.isLate = true;
    return;
  }
  const message = isLate ? `It must be known before the deployment. ${failure.message}` : failure.message;
  report([{ ...failure, code: 'template/resource', message }], what, expansion);
}

/** Whether so many more resources may be planned; says so in the problems when not. */
export function allowPlanned(count: number, pointer: string, { problems, planned }: Shared): boolean {
  if (planned.length + count <= TEMPLATE_LIMITS.planned) return true;
  problems.push(
    invalid(
      pointer,
      `The template and those nested in it plan more than ${TEMPLATE_LIMITS.planned} resources.`,
    ),
  );
  return false;
}
