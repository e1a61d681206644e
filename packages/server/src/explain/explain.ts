import { ApiError } from '@sluice/arm/errors';
import { parseResourceId } from '@sluice/arm/ids';
import {
  type Alternative,
  type Considered,
  considered,
  passingAlternatives,
  type Snapshot,
  type WhyNot,
  type WhyNotOptions,
  whyNot,
} from '@sluice/engine';
import type { Decision, EvaluationRequest } from '@sluice/engine/model';
import type { JsonObject } from '@sluice/language';
import { choicesAt, MASK } from '@sluice/providers/enforcement';
import { alternativesTo, newestModels } from '@sluice/providers/models';
import { prepare, toArm } from '@sluice/providers/prepare';
import type { ResourceType } from '@sluice/providers/resource-type';
import { textAt } from '../json-value.ts';
import type { PolicyReader } from './policy-reader.ts';
import { withholdDecision, withholdRule } from './withhold.ts';

/** Models of the catalog that are tried in place of a refused one. */
const MOST_MODELS = 100;
/** Models that are named as deployable instead. */
const MOST_ALTERNATIVES = 3;

/** A decision with what led to it, as its reader may know it. */
export type Explained = {
  readonly mayReadPolicy: PolicyReader;
  readonly request: EvaluationRequest;
  readonly decision: Decision;
  readonly considered: readonly Considered[];
  /** Only of a denial. */
  readonly whyNot?: WhyNot;
  /** Models that would have been let through, nearest first; only of a denial of what names a model. */
  readonly alternatives?: readonly Alternative[];
};

export type ExplainOptions = {
  /** Whether the reader may learn of a model (as components show it). */
  mayRead(model: JsonObject): boolean;
  readonly mayReadPolicy: PolicyReader;
  /** How often `decide` may be asked for what would have passed, and for models instead; absent: as often as is usual. */
  readonly limit?: number;
};

/**
 * What led to a decision, and for a denial what would have passed: of other models only those that the reader may read. The request
 * is without secrets: as `maskDecision` left it, or as it was kept.
 */
export function explain(
  snapshot: Snapshot,
  type: ResourceType | undefined,
  request: EvaluationRequest,
  decision: Decision,
  options: ExplainOptions,
): Explained {
  const { mayReadPolicy } = options;
  const told = {
    mayReadPolicy,
    request,
    decision: withholdDecision(decision, mayReadPolicy),
    considered: considered(snapshot, request, decision).map(row => withholdRow(row, mayReadPolicy)),
  };
  if (decision.verdict === 'allow') return told;
  const changes = optionsOf(snapshot, type, request, options);
  const answer = whyNot(snapshot, request, changes);
  return {
    ...told,
    ...(answer && { whyNot: answer }),
    ...(changes.alternatives && {
      alternatives: passingAlternatives(snapshot, request, changes, MOST_ALTERNATIVES),
    }),
  };
}

/** What a rule saw is told by its definition: whoever may not read that gets what it came to. */
function withholdRow(row: Considered, mayRead: PolicyReader): Considered {
  const told = withholdRule(row, mayRead);
  if (row.definition === undefined || mayRead(row.definition.id)) return told;
  const { trace: _, ...rest } = told;
  return rest;
}

function optionsOf(
  snapshot: Snapshot,
  type: ResourceType | undefined,
  request: EvaluationRequest,
  { mayRead, limit }: ExplainOptions,
): WhyNotOptions {
  const mayChange = (_path: string, before: unknown) => before !== MASK;
  const bounds = { mayChange, ...(limit === undefined ? {} : { limit }) };
  if (type === undefined) return bounds;
  const prepared = preparer(snapshot, type, request);
  const alternatives = alternativesOf(
    snapshot,
    type,
    request,
    mayRead,
    Math.min(MOST_MODELS, limit ?? MOST_MODELS),
  );
  return {
    ...bounds,
    valuesAt: path => choicesAt(type, path),
    ...(alternatives && { alternatives }),
    ...(prepared && { prepared }),
  };
}

function alternativesOf(
  snapshot: Snapshot,
  type: ResourceType,
  { occasion, resource, facts }: EvaluationRequest,
  mayRead: ExplainOptions['mayRead'],
  most: number,
): readonly Alternative[] | undefined {
  if (occasion === 'delete' || type.nameModel === undefined) return undefined;
  const models = newestModels(snapshot.facts).filter(mayRead);
  return alternativesTo(type, resource, facts, models, snapshot, most);
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
