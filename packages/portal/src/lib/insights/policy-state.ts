import type { JsonObject } from '@sluice/arm/protocol';
import { numberAt, objectAt, objectsAt, textAt } from '../json.ts';
import { reasonText } from '../policy/reason-text.ts';
import { type PolicyRow, readPolicyRow } from './policy-row.ts';

/** What a rule says of a resource, now or at a time of the past. */
export type PolicyState = PolicyRow & {
  readonly firstEvaluatedOn: string | undefined;
  /** Since when it has been so. */
  readonly changedOn: string | undefined;
  readonly revision: number | undefined;
  readonly exemptionId: string | undefined;
  /** A sentence a condition; undefined where there is none, or it was not asked for. */
  readonly reason: string | undefined;
  /** As the API shows them; drawn as a tree of conditions. */
  readonly evaluatedExpressions: readonly JsonObject[];
  /** What an IfNotExists rule found; undefined for others. */
  readonly ifNotExists:
    | { readonly resourceId: string | undefined; readonly total: number | undefined }
    | undefined;
  readonly components: readonly ComponentState[];
};

/** A part of the resource that the rule was about: the model of a deployment. */
export type ComponentState = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly complianceState: string;
};

export function readPolicyState(row: JsonObject): PolicyState {
  const details = objectAt(row, 'policyEvaluationDetails');
  const related = details['ifNotExistsDetails'];
  return {
    ...readPolicyRow(row),
    firstEvaluatedOn: textAt(row, 'firstEvaluatedOn'),
    changedOn: textAt(row, 'complianceStateChangedOn'),
    revision: numberAt(row, 'revision'),
    exemptionId: textAt(row, 'exemptionId'),
    reason: textAt(details, 'reason'),
    evaluatedExpressions: objectsAt(details, 'evaluatedExpressions'),
    ifNotExists:
      related === undefined
        ? undefined
        : { resourceId: textAt(related, 'resourceId'), total: numberAt(related, 'totalResources') },
    components: objectsAt(row, 'components').map(component => ({
      id: textAt(component, 'id') ?? '',
      type: textAt(component, 'type') ?? '',
      name: textAt(component, 'name') ?? '',
      complianceState: textAt(component, 'complianceState') ?? 'Unknown',
    })),
  };
}

/** Why it is as it is, in a line: what the conditions found, else what the server says; undefined where nobody says. */
export function reasonOf({ reason, evaluatedExpressions }: PolicyState): string | undefined {
  if (reason === undefined) return undefined;
  return reasonText({ message: undefined, error: undefined, expressions: evaluatedExpressions }) || reason;
}
