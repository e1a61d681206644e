import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import { providerDocument, providerNamespaces } from '@sluice/providers/types';
import type { CollectionCall, ItemCall, Route } from '../../arm/route.ts';

const READ = 'Microsoft.Resources/subscriptions/providers/read';
const ITEMS = ['Microsoft.Resources/providers', 'Microsoft.Resources/subscriptions/providers'] as const;

/** `/providers` and `/subscriptions/{s}/providers`, one namespace or all; every one is always registered. */
export const PROVIDER_ROUTES: readonly Route[] = [
  ...ITEMS.flatMap((type): readonly Route[] => [
    { verb: 'GET', kind: 'item', type, action: READ, access: 'anywhere', handle: getProvider },
    { verb: 'GET', kind: 'collection', type, action: READ, access: 'anywhere', handle: listProviders },
  ]),
  ...['register', 'unregister'].map(
    (name): Route => ({
      verb: 'POST',
      kind: 'collection',
      type: `*/${name}`,
      action: `Microsoft.Resources/subscriptions/providers/${name}/action`,
      access: 'anywhere',
      handle: registerProvider,
    }),
  ),
];

function getProvider({ request, target }: ItemCall): ArmResponse {
  return { status: 200, body: documentOf(target.id.name, request.query, target.id.scope.subscriptionId) };
}

function listProviders({ request, target }: CollectionCall): ArmResponse {
  const { subscriptionId } = target.underScope;
  const documents = providerNamespaces().map(name => documentOf(name, request.query, subscriptionId));
  return pageResponse(request, documents, undefined);
}

/** Registering asks for nothing that is not there: the answer is the provider as it is. */
function registerProvider({ request, target }: CollectionCall): ArmResponse {
  const namespace = target.type.slice(0, target.type.indexOf('/'));
  return { status: 200, body: documentOf(namespace, request.query, target.underScope.subscriptionId) };
}

function documentOf(
  namespace: string,
  query: ReadonlyMap<string, string>,
  subscriptionId: string | undefined,
): JsonObject {
  const expandAliases = /aliases/i.test(query.get('$expand') ?? '');
  const document = providerDocument(namespace, expandAliases, subscriptionId);
  if (document !== undefined) return document;
  throw notFound('InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
}
