import { EvaluationError, type JsonValue } from '@sluice/language/expressions';
import type { TemplateEnv } from '../functions/env.ts';
import type { ResourceDeclaration } from '../parse/parsed-template.ts';
import { at, shown } from '../values/json.ts';
import { formatResourceId, splitResourceId } from '../values/resource-id.ts';
import { type DeploymentScope, parseScope, resourceGroupScope, subscriptionScope } from '../values/scope.ts';
import { evaluateValue } from './evaluate.ts';
import type { Instance } from './expansion.ts';

export type Identity = Pick<
  Instance,
  'id' | 'scopeId' | 'type' | 'name' | 'apiVersion' | 'baseId' | 'isIncluded'
> & { readonly target?: DeploymentScope };

/** What a resource is called and where it goes, all of it known before the deployment. Throws `EvaluationError`. */
export function identify(
  declaration: ResourceDeclaration,
  env: TemplateEnv,
  target: DeploymentScope,
  parent: Instance | undefined,
): Identity {
  const { pointer } = declaration;
  const early = (value: JsonValue, name: string): JsonValue => evaluateValue(value, env, at(pointer, name));
  const type = textOf(early(declaration.type, 'type'), at(pointer, 'type'));
  const own = textOf(early(declaration.name, 'name'), at(pointer, 'name'));
  const name = declaration.isRelative && parent !== undefined ? `${parent.name}/${own}` : own;
  const isIncluded = truthOf(early(declaration.condition ?? true, 'condition'), at(pointer, 'condition'));
  const place = placeOf(declaration, early, target, { parent, isIncluded });
  const id = formatResourceId(place.baseId, type, name.split('/'));
  if (id === undefined) throw segmentError(name, type, pointer);
  const parts = splitResourceId(id);
  return {
    id,
    ...place,
    scopeId: parts?.scopeId ?? place.baseId,
    type: parts?.type ?? type,
    name: parts?.name ?? name,
    apiVersion: textOf(early(declaration.apiVersion, 'apiVersion'), at(pointer, 'apiVersion')),
    isIncluded,
  };
}

type Early = (value: JsonValue, name: string) => JsonValue;

function placeOf(
  declaration: ResourceDeclaration,
  early: Early,
  target: DeploymentScope,
  { parent, isIncluded }: { readonly parent: Instance | undefined; readonly isIncluded: boolean },
): { readonly baseId: string; readonly target?: DeploymentScope } {
  const { pointer, scope, subscriptionId, resourceGroup, nested } = declaration;
  if (scope !== undefined) {
    const baseId = baseOf(textOf(early(scope, 'scope'), at(pointer, 'scope')), target, at(pointer, 'scope'));
    if (nested === undefined) return { baseId };
    const nestedTarget = parseScope(baseId);
    if (nestedTarget !== undefined) return { baseId, target: nestedTarget };
    throw wrong(`'${baseId}' is not a scope that a deployment can have.`, at(pointer, 'scope'));
  }
  const partOf = (part: JsonValue | undefined, name: string): string | undefined => {
    const value = part === undefined ? undefined : early(part, name);
    // What is left out of the deployment need not say where it would have gone: templates pass on empty parameters there.
    return value === undefined || (!isIncluded && value === '') ? undefined : textOf(value, pointer);
  };
  const placed = placedAt(
    partOf(subscriptionId, 'subscriptionId'),
    partOf(resourceGroup, 'resourceGroup'),
    target,
    pointer,
  );
  if (nested !== undefined) return { baseId: placed.id, target: placed };
  return { baseId: declaration.isRelative && parent !== undefined ? parent.baseId : placed.id };
}

function placedAt(
  subscriptionId: string | undefined,
  resourceGroup: string | undefined,
  target: DeploymentScope,
  pointer: string,
): DeploymentScope {
  if (resourceGroup === undefined)
    return subscriptionId === undefined ? target : subscriptionScope(subscriptionId);
  const inSubscription =
    subscriptionId ??
    (target.kind === 'subscription' || target.kind === 'resourceGroup' ? target.subscriptionId : undefined);
  if (inSubscription !== undefined) return resourceGroupScope(inSubscription, resourceGroup);
  throw wrong('A resource group outside of a subscription needs a subscriptionId beside it.', pointer);
}

/** The id that a `scope` means: `/` for the tenant, an id, or `type/name` where the template is deployed to. */
function baseOf(scope: string, target: DeploymentScope, pointer: string): string {
  if (scope.startsWith('/')) return scope.replace(/\/+$/, '');
  const [namespace = '', ...segments] = scope.split('/');
  const types = segments.filter((_, index) => index % 2 === 0);
  const names = segments.filter((_, index) => index % 2 === 1);
  const type = [namespace, ...types].join('/');
  const root =
    type.toLowerCase() === 'microsoft.management/managementgroups' || target.kind === 'managementGroup';
  const id = formatResourceId(root ? '' : target.id, type, names);
  if (id !== undefined) return id;
  throw wrong(
    `The scope '${scope}' must be '/', an id, or a type and a name such as 'Microsoft.Storage/storageAccounts/name'.`,
    pointer,
  );
}

function segmentError(name: string, type: string, pointer: string): EvaluationError {
  return wrong(
    `The template resource '${name}' for type '${type}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name.`,
    at(pointer, 'name'),
  );
}

function textOf(value: JsonValue, pointer: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(`Expected a text; found ${shown(value)}.`, pointer);
}

function truthOf(value: JsonValue, pointer: string): boolean {
  if (typeof value === 'boolean') return value;
  const lower = typeof value === 'string' ? value.toLowerCase() : '';
  if (lower === 'true' || lower === 'false') return lower === 'true';
  throw wrong(`A condition must be true or false; found ${shown(value)}.`, pointer);
}

function wrong(message: string, pointer: string): EvaluationError {
  return new EvaluationError('template/resource', message, pointer);
}
