import { notFound } from '@sluice/arm/errors';
import { type ArmResponse, type JsonObject, pageResponse } from '@sluice/arm/protocol';
import { providerDocument, providerNamespaces } from '@sluice/providers/types';
import type { Call, CollectionCall, ItemCall, Route } from '../../arm/route.ts';

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

function getProvider(call: ItemCall): ArmResponse {
  const { id } = call.target;
  return { status: 200, body: documentOf(call, id.name, id.scope.subscriptionId) };
}

function listProviders(call: CollectionCall): ArmResponse {
  const { subscriptionId } = call.target.underScope;
  const names = providerNamespaces(wantsAliases(call) ? call.snapshot.aliases : undefined);
  const documents = names.map(name => documentOf(call, name, subscriptionId));
  return pageResponse(call.request, documents, undefined);
}

/** Registering asks for nothing that is not there: the answer is the provider as it is. */
function registerProvider(call: CollectionCall): ArmResponse {
  const { type, underScope } = call.target;
  const namespace = type.slice(0, type.indexOf('/'));
  return { status: 200, body: documentOf(call, namespace, underScope.subscriptionId) };
}

function documentOf(call: Call, namespace: string, subscriptionId: string | undefined): JsonObject {
  const document = providerDocument(namespace, wantsAliases(call), subscriptionId, call.snapshot.aliases);
  if (document !== undefined) return document;
  throw notFound('InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
}

function wantsAliases({ request }: Call): boolean {
  return /aliases/i.test(request.query.get('$expand') ?? '');
}
