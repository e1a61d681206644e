import { badRequest, type ErrorCode, notFound } from '@sluice/arm/errors';
import { pageResponse } from '@sluice/arm/protocol';
import type { ItemCall, Route } from '../../arm/route.ts';

type NotYet = { readonly type: string; readonly what: string; readonly notFoundCode: ErrorCode };

/** Kinds of policy objects that a later step brings. There are none of them, which clients may ask; nobody can make one. */
const NOT_YET: readonly NotYet[] = [{ type: 'locks', what: 'locks', notFoundCode: 'NotFound' }];

/** Reads find nothing, deletes nothing to delete; a write is refused by name, never ignored. */
export const NOT_YET_ROUTES: readonly Route[] = NOT_YET.flatMap(each => routesOf(each));

function routesOf({ type: name, what, notFoundCode }: NotYet): readonly Route[] {
  const type = `Microsoft.Authorization/${name}`;
  const refuse = (): never => {
    throw badRequest('FeatureNotSupported', `'${name}' (${what}) are not supported yet.`);
  };
  const absent = ({ target }: ItemCall): never => {
    throw notFound(notFoundCode, `The ${name} '${target.id.name}' could not be found.`);
  };
  return [
    { verb: 'GET', kind: 'item', type, action: `${type}/read`, access: 'target', handle: absent },
    {
      verb: 'GET',
      kind: 'collection',
      type,
      action: `${type}/read`,
      access: 'target',
      handle: ({ request }) => pageResponse(request, [], undefined),
    },
    { verb: 'PUT', kind: 'item', type, action: `${type}/write`, access: 'target', handle: refuse },
    { verb: 'PATCH', kind: 'item', type, action: `${type}/write`, access: 'target', handle: refuse },
    {
      verb: 'DELETE',
      kind: 'item',
      type,
      action: `${type}/delete`,
      access: 'target',
      handle: () => ({ status: 204 }),
    },
  ];
}
