import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { nameOfId, scopeOfId } from '../format/id.ts';
import { isObject, numberAt, objectAt, objectsAt, textAt } from '../json.ts';
import { readTrace } from '../trace/read-trace.ts';
import type {
  AlternativeModel,
  ConsideredRule,
  Explanation,
  PolicyNames,
  ProposedChange,
  Refusal,
  Verdict,
} from './explanation.ts';

/** Reads what the API says of a decision, of a rehearsal or of a trial: the `properties` of it. */
export function readExplanation(properties: JsonValue | undefined): Explanation {
  const changed = objectAt(properties, 'changedResource');
  const verdict = readVerdict(textAt(properties, 'recomputedVerdict') ?? textAt(properties, 'verdict'));
  return {
    verdict,
    revision: numberAt(properties, 'recomputedRevision') ?? numberAt(properties, 'revision'),
    sentence: textAt(properties, 'sentence') ?? textAt(properties, 'message') ?? '',
    refusals: objectsAt(properties, 'refusals').map(readRefusal),
    wouldPass: readWouldPass(objectAt(properties, 'wouldPass')),
    alternatives: objectsAt(properties, 'alternatives').map(readAlternative),
    considered: objectsAt(properties, 'considered').map(readConsidered),
    request: objectAt(properties, 'request'),
    changedResource: Object.keys(changed).length === 0 ? undefined : changed,
  };
}

/** Whatever is not said to be allowed is refused: the portal never shows more permission than there is. */
export function readVerdict(text: string | undefined): Verdict {
  return text === 'allow' ? 'allow' : 'deny';
}

/** Ids and names of the policy that an object of the API speaks of. Names that are not told are made of the ids. */
export function readPolicyNames(row: JsonObject): PolicyNames {
  const assignmentId = textAt(row, 'policyAssignmentId') ?? '';
  const scope = textAt(row, 'policyAssignmentScope') ?? scopeOfId(assignmentId);
  const definitionId = textAt(row, 'policyDefinitionId');
  const initiativeId = textAt(row, 'policySetDefinitionId');
  return {
    assignmentId,
    assignmentName:
      textAt(row, 'policyAssignmentDisplayName') ??
      textAt(row, 'policyAssignmentName') ??
      nameOfId(assignmentId),
    scope,
    scopeName: textAt(row, 'policyAssignmentScopeDisplayName') ?? nameOfId(scope),
    definitionId,
    definitionName: textAt(row, 'policyDefinitionDisplayName') ?? nameOr(definitionId),
    definitionVersion: textAt(row, 'policyDefinitionVersion'),
    initiativeId,
    initiativeName: textAt(row, 'policySetDefinitionDisplayName') ?? nameOr(initiativeId),
    referenceId: textAt(row, 'policyDefinitionReferenceId'),
  };
}

function nameOr(id: string | undefined): string | undefined {
  return id === undefined ? undefined : nameOfId(id);
}

export function readRefusal(row: JsonObject): Refusal {
  return {
    ...readPolicyNames(row),
    effect: textAt(row, 'effect') ?? '',
    message: textAt(row, 'message'),
    reason: textAt(row, 'reason') ?? '',
  };
}

function readConsidered(row: JsonObject): ConsideredRule {
  return {
    ...readPolicyNames(row),
    effect: textAt(row, 'effect'),
    enforcementMode: textAt(row, 'enforcementMode') ?? '',
    applied: row['applied'] === true,
    standing: textAt(row, 'standing') ?? '',
    why: textAt(row, 'why') ?? '',
    componentType: textAt(row, 'componentType'),
    trace: readTrace(row['trace']),
  };
}

function readWouldPass(answer: JsonObject): Explanation['wouldPass'] {
  if (answer['found'] === true) return { found: true, changes: objectsAt(answer, 'changes').map(readChange) };
  return answer['found'] === false ? { found: false, complete: answer['complete'] === true } : undefined;
}

function readChange(change: JsonObject): ProposedChange {
  return {
    kind: textAt(change, 'kind') ?? 'property',
    path: textAt(change, 'path') ?? '',
    before: change['before'],
    after: change['after'],
  };
}

function readAlternative(model: JsonObject): AlternativeModel {
  const { value } = model;
  const named = isObject(value) ? undefined : value;
  const assetId = textAt(model, 'assetId') ?? (typeof named === 'string' ? named : '');
  return {
    assetId,
    registry: textAt(model, 'registry') ?? '',
    name: textAt(model, 'name') ?? assetId,
    version: textAt(model, 'version'),
    publisher: textAt(model, 'publisher'),
    licence: textAt(model, 'licence'),
    task: textAt(model, 'task'),
  };
}
