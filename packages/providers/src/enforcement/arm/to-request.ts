import { type EvaluationRequest, type Snapshot, scopeContext } from '@sluice/engine';
import type { Claims } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { textAt } from '../../json-value.ts';

/** A write, a delete or a look at what is stored, as the ARM door has it. */
export type RequestInput = {
  readonly decisionId: string;
  /** ISO 8601 */
  readonly at: string;
  readonly occasion: EvaluationRequest['occasion'];
  /** In ARM form, defaults filled in: `toArm` of what `prepare` made. */
  readonly resource: JsonObject;
  /** What the type's `factsFor` gave. */
  readonly facts: JsonObject | undefined;
  readonly snapshot: Snapshot;
  readonly caller?: Claims | undefined;
  readonly apiVersion: string;
  readonly correlationId: string;
  readonly action: string;
  readonly tagsOnly?: boolean;
};

/** The evaluation that a request through ARM asks for. Holds the resource as it is: `maskDecision` makes what may be kept of it. */
export function toRequest(input: RequestInput): EvaluationRequest {
  const {
    decisionId,
    at,
    occasion,
    resource,
    facts,
    snapshot,
    caller,
    apiVersion,
    correlationId,
    action,
    tagsOnly,
  } = input;
  return {
    decisionId,
    at,
    occasion,
    resource,
    ...(facts === undefined ? {} : { facts }),
    context: scopeContext(snapshot, textAt(resource, 'id') ?? ''),
    ...(caller === undefined ? {} : { caller }),
    apiVersion,
    correlationId,
    action,
    ...(tagsOnly ? { tagsOnly } : {}),
  };
}
