import type { ArmResponse } from '@sluice/arm/protocol';
import type { CollectionCall, Route } from './route.ts';

/** The route of an action on a resource, `POST {resource}/{name}`. Asks for the action's own permission. */
export function actionRoute(
  type: string,
  name: string,
  handle: (call: CollectionCall) => Promise<ArmResponse>,
): Route {
  return {
    verb: 'POST',
    kind: 'collection',
    type: `${type}/${name}`,
    action: `${type}/${name}/action`,
    access: 'target',
    handle,
  };
}
