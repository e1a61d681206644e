import type { Principal } from '@sluice/engine/model';
import type { GraphKind } from './graph-object.ts';

/** No name has a quote in it. */
const TEXT = "'([^']*)'";

/** How each kind may be asked for by what it signs in by. */
const FILTERS: Readonly<Record<GraphKind, readonly RegExp[]>> = {
  User: [new RegExp(`^userPrincipalName eq ${TEXT}$`, 'i')],
  ServicePrincipal: [
    new RegExp(`^servicePrincipalNames/any\\(\\s*(?:\\w+)\\s*:\\s*\\w+ eq ${TEXT}\\s*\\)$`, 'i'),
    new RegExp(`^appId eq ${TEXT}$`, 'i'),
  ],
  Group: [],
};

/** `$skiptoken` is of our own links. */
const OPTIONS = ['$filter', '$top', '$skiptoken'];

/** Which principals of a kind the query asks for; a text says what of it is not served. Names compare without case. */
export function readFilter(
  kind: GraphKind,
  query: ReadonlyMap<string, string>,
): ((principal: Principal) => boolean) | string {
  const unknown = [...query.keys()].find(name => name.startsWith('$') && !OPTIONS.includes(name));
  if (unknown !== undefined) return `The query option '${unknown}' is not served here.`;
  const filter = query.get('$filter')?.trim();
  if (filter === undefined) return () => true;
  for (const pattern of FILTERS[kind]) {
    const wanted = pattern.exec(filter)?.[1]?.toLowerCase();
    if (wanted !== undefined) return ({ clientId }) => clientId.toLowerCase() === wanted;
  }
  return `The filter '${filter.slice(0, 100)}' is not served here: users are found by userPrincipalName, servicePrincipals by appId or servicePrincipalNames.`;
}
