import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { Snapshot } from '@sluice/engine';
import type { Decision, Resource } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { decisionFor } from '../explain/withhold.ts';
import { commitRefusal, type DeniedWrite } from '../write/commit-refusal.ts';
import { decisionHeaders } from '../write/decision-headers.ts';
import { deniedBy } from '../write/denied-by.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
import type { WriteIntent } from '../write/intent.ts';
import type { Attempt } from '../write/retry.ts';

/** That policy refuses a resource of a plan. */
export type Denial = {
  readonly decision: Decision;
  /** What is kept of it. None where all that refuses is a policy of the same plan: no revision has that, so nobody could take the decision again. */
  readonly record?: DeniedWrite;
};

/** What was tried out of a plan, as far as something stands against it. */
export type Tried = {
  /** Content, rights or policy, as the caller may know it. */
  readonly error?: ErrorDetail;
  readonly denial?: Denial;
};

/** The 400 of a template with everything that stands against it; undefined where nothing does. */
export function refusalOf(tried: readonly Tried[]): ApiError | undefined {
  const details = tried.flatMap(({ error }) => error ?? []);
  return details.length === 0 ? undefined : invalidDeployment(details);
}

/**
 * Refuses a deployment for what policy says of its template: what is denied is committed, each resource with its decision and the
 * deployment as failed, all under the revision that it was decided at. Answers the error that the caller gets.
 */
export async function refuseDenied(
  intent: WriteIntent<'PUT'>,
  deployment: Resource,
  tried: readonly Tried[],
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Promise<Attempt<ApiError>> {
  const { caller } = intent;
  const denied = tried.flatMap(({ denial }) => denial?.record ?? []);
  const outcome = await commitRefusal(
    { intent, resource: deployment, denied, error: invalidDeployment(detailsOf(tried, whole => whole)) },
    snapshot,
    dependencies,
  );
  if (outcome === 'stale') return 'stale';
  const details = detailsOf(tried, whole => decisionFor(caller, whole, snapshot, dependencies.tenantId));
  return {
    done: invalidDeployment(details, decisionHeaders(denied[0]?.judged.decision.id, snapshot.revision)),
  };
}

/** What stands against each, denials as `tell` tells them and with what leads to their decisions. */
function detailsOf(tried: readonly Tried[], tell: (decision: Decision) => Decision): readonly ErrorDetail[] {
  return tried.flatMap(({ error, denial }) => {
    if (error === undefined || denial === undefined) return error ?? [];
    const decision = tell(denial.decision);
    const { detail } = denial.record === undefined ? toDenial(decision) : deniedBy(decision);
    return { ...error, ...detail, ...(error.target === undefined ? {} : { target: error.target }) };
  });
}

function invalidDeployment(
  details: readonly ErrorDetail[],
  headers: Readonly<Record<string, string>> = {},
): ApiError {
  const isPolicy = details.some(({ code }) => code === 'RequestDisallowedByPolicy');
  const message = isPolicy
    ? 'The template deployment failed because of policy violation. Please see details for more information.'
    : `The template deployment is not valid: ${details.length} of its resources cannot be deployed. See details.`;
  return new ApiError(400, { code: 'InvalidTemplateDeployment', message, details }, headers);
}
