import { findType, SETTINGS_DEFAULTS } from '@sluice/providers/types';
import type { Route } from '../../arm/route.ts';
import { showResource } from '../show-resource.ts';

const TYPE = 'Sluice.Governance/settings';

/** The settings of the tenant as they hold, whether anybody has written some or not. */
export const GET_SETTINGS: Route = {
  verb: 'GET',
  kind: 'item',
  type: TYPE,
  action: `${TYPE}/read`,
  access: 'target',
  async handle(call) {
    const { services, target } = call;
    const type = findType(TYPE.toLowerCase());
    const resource = await services.storage.resources.get(target.id.key);
    if (type !== undefined && resource !== undefined) {
      return {
        status: 200,
        headers: { ETag: `"${resource.etag}"` },
        body: showResource(call, type, resource),
      };
    }
    return {
      status: 200,
      body: { id: target.id.id, name: target.id.name, type: TYPE, properties: SETTINGS_DEFAULTS },
    };
  },
};
