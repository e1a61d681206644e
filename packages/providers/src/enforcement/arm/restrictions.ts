import { parseResourceId, type ScopeId } from '@sluice/arm/ids';
import type { PendingField, Restriction, Restrictions } from '@sluice/engine';
import type { RuleResult } from '@sluice/engine/model';
import type { JsonObject, JsonValue } from '@sluice/language';
import { type BodyShape, fitBody } from '../../body-shape.ts';
import { arrayAt, isObject, objectAt, present, textAt } from '../../json-value.ts';
import { refuse } from '../../refuse.ts';
import { FREE_OBJECT, TEXT } from '../../shape-parts.ts';
import { expressionToWire, failureOf } from './from-decision.ts';

/** What is asked of `checkPolicyRestrictions`: the resource as far as it is known, placed below the scope, and what is still open. */
export type RestrictionsRequest = {
  readonly resource: JsonObject;
  readonly apiVersion?: string;
  readonly pending: readonly PendingField[];
  readonly includeAudit: boolean;
};

/** Each value of each field costs a decision. */
const MAX_FIELDS = 50;
const MAX_VALUES = 100;

const SHAPE: BodyShape = {
  kind: 'object',
  unknown: 'drop',
  properties: {
    resourceDetails: {
      kind: 'object',
      unknown: 'drop',
      required: ['resourceContent'],
      properties: { resourceContent: FREE_OBJECT, apiVersion: TEXT, scope: TEXT },
    },
    pendingFields: {
      kind: 'array',
      maxItems: MAX_FIELDS,
      items: {
        kind: 'object',
        unknown: 'drop',
        required: ['field'],
        properties: { field: TEXT, values: { kind: 'array', items: TEXT, maxItems: MAX_VALUES } },
      },
    },
    includeAuditEffect: { kind: 'boolean' },
  },
};

/**
 * The body of a request at a scope. Throws 400 for what does not fit; for content without a type, and at a management group for any
 * pending field but the type, which is all that can be known there.
 * Source: Azure REST API, "Policy Restrictions"; that a management group knows types alone, observed.
 */
export function readRestrictionsRequest(body: JsonValue | undefined, at: ScopeId): RestrictionsRequest {
  if (!isObject(body)) throw refuse('InvalidRequestContent', 'The content must be a JSON object.');
  const fitted = fitBody(SHAPE, body);
  const details = objectAt(fitted, 'resourceDetails');
  const content = objectAt(details, 'resourceContent');
  const pending = arrayAt(fitted, 'pendingFields').filter(isObject).map(toPending);
  const isPending = (name: string) => pending.some(({ field }) => field.toLowerCase() === name);
  if (at.kind === 'managementGroup') {
    const index = pending.findIndex(({ field }) => field.toLowerCase() !== 'type');
    if (index !== -1)
      throw refuse(
        'InvalidRequestContent',
        "At a management group only the field 'type' can be asked for.",
        `/pendingFields/${index}/field`,
      );
  } else if (textAt(content, 'type') === undefined && !isPending('type')) {
    const message =
      "'/resourceDetails/resourceContent/type' is required, unless the type is a pending field.";
    throw refuse('InvalidRequestContent', message, '/resourceDetails/resourceContent/type');
  }
  const apiVersion = textAt(details, 'apiVersion');
  return {
    resource: placed(content, at, textAt(details, 'scope')),
    ...(apiVersion !== undefined && { apiVersion }),
    pending,
    includeAudit: fitted['includeAuditEffect'] === true,
  };
}

function toPending(each: JsonObject): PendingField {
  const field = textAt(each, 'field') ?? '';
  return { field, ...(each['values'] === undefined ? {} : { values: arrayAt(each, 'values') }) };
}

const UNNAMED = 'pending';
const UNTYPED = 'Unknown.Provider/resources';

/** The content as a resource with an id: in its parent where the scope names one, else at the scope under made-up names. */
function placed(content: JsonObject, at: ScopeId, scope: string | undefined): JsonObject {
  const type = textAt(content, 'type');
  const [namespace = '', ...types] = (type ?? UNTYPED).split('/');
  if (types.length === 0 || types.includes(''))
    throw refuse(
      'InvalidRequestContent',
      `'${type}' is no resource type.`,
      '/resourceDetails/resourceContent/type',
    );
  const names = (textAt(content, 'name') ?? '').split('/').filter(name => name !== '');
  const name = names.at(-1) ?? UNNAMED;
  const parent = parentAt(scope, at, `${namespace}/${types.slice(0, -1).join('/')}`);
  const own = types.map((each, index) => `${each}/${names[names.length - types.length + index] ?? UNNAMED}`);
  const id = parent
    ? `${parent}/${types.at(-1)}/${name}`
    : `${placeOf(scope, at)}/providers/${namespace}/${own.join('/')}`;
  return { ...content, id, ...(names.length > 0 && { name }) };
}

/** The scope as a parent of the type: a resource of the type's outer part. */
function parentAt(scope: string | undefined, at: ScopeId, type: string): string | undefined {
  const id = scope === undefined ? undefined : parseResourceId(scope);
  if (id === undefined || id.typeKey !== type.toLowerCase()) return undefined;
  return isBelow(id.key, at) ? id.id : undefined;
}

function placeOf(scope: string | undefined, at: ScopeId): string {
  if (scope === undefined || scope === '') return at.id;
  const id = parseResourceId(scope);
  if (id !== undefined && isBelow(id.key, at)) return id.id;
  const message = `The scope '${scope}' of the resource is not at or below '${at.id}'.`;
  throw refuse('InvalidRequestContent', message, '/resourceDetails/scope');
}

function isBelow(key: string, { key: at }: ScopeId): boolean {
  return key === at || key.startsWith(`${at}/`);
}

/** The answer of `checkPolicyRestrictions`. */
export function restrictionsToWire({ fields, content }: Restrictions): JsonObject {
  return {
    fieldRestrictions: fields.map(({ field, restrictions }) => ({
      field,
      restrictions: restrictions.map(restrictionToWire),
    })),
    contentEvaluationResult: { policyEvaluations: content.map(evaluationToWire) },
  };
}

function restrictionToWire({ result, values, defaultValue, rule }: Restriction): JsonObject {
  return present({
    result,
    defaultValue: defaultValue === undefined ? undefined : asText(defaultValue),
    values: values?.map(asText),
    policy: policyToWire(rule),
    policyEffect: rule.effect,
    reason: rule.message,
  });
}

/** The contract has values as text, whatever they are in the rule. */
function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function evaluationToWire(result: RuleResult): JsonObject {
  const { evaluatedExpressions = [], related } = result;
  return {
    policyInfo: policyToWire(result),
    evaluationResult: result.outcome === 'error' ? 'Error' : 'NonCompliant',
    evaluationDetails: present({
      evaluatedExpressions: evaluatedExpressions.map(expressionToWire),
      ifNotExistsDetails: related && present({ ...related }),
      reason: result.message ?? failureOf(result),
    }),
    effectDetails: { policyEffect: result.effect },
  };
}

function policyToWire({ assignment, definition, reference }: RuleResult): JsonObject {
  return present({
    policyDefinitionId: definition.id,
    policySetDefinitionId: reference?.initiative.id,
    policyDefinitionReferenceId: reference?.referenceId,
    policyAssignmentId: assignment.id,
  });
}
