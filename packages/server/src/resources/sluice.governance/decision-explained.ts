import { ApiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import { type Considered, considered, type Snapshot, type WhyNot, whyNot } from '@sluice/engine';
import type { Decision, EvaluationRequest } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { choicesAt, MASK } from '@sluice/providers/enforcement';
import { alternativesTo, newestModels } from '@sluice/providers/models';
import { prepare, toArm } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import { textAt } from '../../json-value.ts';

/** Models of the catalog that are tried in place of a refused one. */
const MOST_MODELS = 100;

/** A decision with what led to it. */
export type Explained = {
  readonly decision: Decision;
  readonly considered: readonly Considered[];
  /** Only of a denial. */
  readonly whyNot?: WhyNot;
};

/**
 * What led to a decision, and for a denial what would have passed: of other models only those that the reader may read. The request
 * is as it was kept: its secrets are masked.
 */
export function explain(
  snapshot: Snapshot,
  type: ResourceType | undefined,
  request: EvaluationRequest,
  decision: Decision,
  mayRead: (model: JsonObject) => boolean,
): Explained {
  const answer =
    decision.verdict === 'deny'
      ? whyNot(snapshot, request, optionsOf(snapshot, type, request, mayRead))
      : undefined;
  return {
    decision,
    considered: considered(snapshot, request, decision),
    ...(answer && { whyNot: answer }),
  };
}

function optionsOf(
  snapshot: Snapshot,
  type: ResourceType | undefined,
  request: EvaluationRequest,
  mayRead: (model: JsonObject) => boolean,
) {
  const mayChange = (_path: string, before: unknown) => before !== MASK;
  if (type === undefined) return { mayChange };
  const prepared = preparer(snapshot, type, request);
  return {
    mayChange,
    valuesAt: (path: string) => choicesAt(type, path),
    alternatives: alternativesOf(snapshot, type, request, mayRead),
    ...(prepared && { prepared }),
  };
}

function alternativesOf(
  snapshot: Snapshot,
  type: ResourceType,
  { occasion, resource, facts }: EvaluationRequest,
  mayRead: (model: JsonObject) => boolean,
) {
  if (occasion === 'delete' || type.nameModel === undefined) return [];
  const models = newestModels(snapshot.facts).filter(mayRead);
  return alternativesTo(type, resource, facts, models, snapshot, MOST_MODELS);
}

/**
 * What a write of a changed resource would be judged as: checked and completed like any other. None for what was no write, or where
 * the kept resource itself would not be taken (what is masked may not fit).
 */
function preparer(snapshot: Snapshot, type: ResourceType, request: EvaluationRequest) {
  const id = parseResourceId(textAt(request.resource, 'id') ?? '');
  if (request.occasion !== 'write' || id === undefined) return undefined;
  const asWritten = (resource: JsonObject): JsonObject | undefined => {
    const { id: _id, name: _name, type: _type, systemData, ...body } = resource;
    try {
      const { resource: made } = prepare(type, {
        id,
        verb: 'PUT',
        body,
        stored: undefined,
        apiVersion: request.apiVersion,
        etag: '',
        complete: {
          id,
          verb: 'PUT',
          stored: undefined,
          now: request.at,
          tenantId: '',
          callerId: '',
          newId: () => request.decisionId,
          snapshot,
        },
      });
      return { ...toArm(made), ...(systemData !== undefined && { systemData }) };
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
  };
  return asWritten(request.resource) === undefined ? undefined : asWritten;
}
