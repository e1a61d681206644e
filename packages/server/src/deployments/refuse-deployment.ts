import { ApiError, type ErrorDetail } from '@sluice/arm/errors';
import type { Snapshot } from '@sluice/engine';
import type { Decision } from '@sluice/engine/model';
import { toDenial } from '@sluice/providers/enforcement';
import { decisionFor } from '../explain/withhold.ts';
import { commitRefusal, type DeniedWrite, type Refusal } from '../write/commit-refusal.ts';
import { decisionHeaders } from '../write/decision-headers.ts';
import { deniedBy } from '../write/denied-by.ts';
import type { WriteDependencies } from '../write/dependencies.ts';
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

/** A request to write several resources, or whether they could be written. */
export type PlanRequest = Omit<Refusal, 'error' | 'denied'> & {
  /** What it is refused with. Default: as a template is. */
  readonly refuse?: (details: readonly ErrorDetail[]) => ApiError;
};

/**
 * Refuses a request for what stands against its resources; answers nothing where nothing does. What policy denied is committed, each
 * resource with its decision and the request as failed, all under the revision that it was decided at: then the error that the caller
 * gets is the answer. Without that it is thrown.
 */
export async function refuseTried(
  { refuse = invalidDeployment, ...asked }: PlanRequest,
  tried: readonly Tried[],
  snapshot: Snapshot,
  dependencies: WriteDependencies,
): Promise<Attempt<ApiError | undefined>> {
  if (tried.every(({ denial }) => denial === undefined)) {
    const details = tried.flatMap(({ error }) => error ?? []);
    if (details.length === 0) return { done: undefined };
    throw refuse(details);
  }
  const { caller } = asked.intent;
  const denied = tried.flatMap(({ denial }) => denial?.record ?? []);
  const refusal = { ...asked, denied, error: refuse(detailsOf(tried, whole => whole)) };
  if ((await commitRefusal(refusal, snapshot, dependencies)) === 'stale') return 'stale';
  const told = refuse(detailsOf(tried, whole => decisionFor(caller, whole, snapshot, dependencies.tenantId)));
  const headers = decisionHeaders(denied[0]?.judged.decision.id, snapshot.revision);
  return { done: new ApiError(told.status, told.detail, headers) };
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

function invalidDeployment(details: readonly ErrorDetail[]): ApiError {
  const isPolicy = details.some(({ code }) => code === 'RequestDisallowedByPolicy');
  const message = isPolicy
    ? 'The template deployment failed because of policy violation. Please see details for more information.'
    : `The template deployment is not valid: ${details.length} of its resources cannot be deployed. See details.`;
  return new ApiError(400, { code: 'InvalidTemplateDeployment', message, details });
}
