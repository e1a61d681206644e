import { pageResponse } from '@sluice/arm/protocol';
import { findType, tenantToWire } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';
import { pageOf } from '../page.ts';
import { showResource } from '../show-resource.ts';
import { READ_SUBSCRIPTION, visibleSubscriptions } from './visible-subscriptions.ts';

/** The subscriptions that the caller may read. Somebody with no role sees none; that is no error, clients ask right after sign-in. */
export const LIST_SUBSCRIPTIONS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: 'Microsoft.Resources/subscriptions',
  action: READ_SUBSCRIPTION,
  access: 'self',
  async handle(call) {
    const { request, services } = call;
    const type = findType('microsoft.resources/subscriptions');
    if (type === undefined) throw new Error('Subscriptions are no registered type.');
    const { items, next } = pageOf(visibleSubscriptions(call), request.query);
    const stored = new Map(
      (await services.storage.resources.getMany(items)).map(resource => [resource.key, resource]),
    );
    const value = items.flatMap(key => {
      const resource = stored.get(key);
      return resource === undefined ? [] : [showResource(call, type, resource)];
    });
    return pageResponse(request, value, next);
  },
};

/** The tenant that the caller's token is of. */
export const LIST_TENANTS: Route = {
  verb: 'GET',
  kind: 'collection',
  type: 'Microsoft.Resources/tenants',
  action: READ_SUBSCRIPTION,
  access: 'self',
  handle({ request, snapshot, services }) {
    const name = snapshot.scopes.get('')?.displayName ?? services.tenantId;
    return pageResponse(request, [tenantToWire(services.tenantId, name)], undefined);
  },
};
