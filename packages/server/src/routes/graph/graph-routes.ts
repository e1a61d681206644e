import type { PlainResponse, PlainRoute } from '../http/plain-route.ts';

const MESSAGE =
  'Microsoft Graph is not served here. Principals are Sluice.Governance/principals: `sluice principals list` shows their object ids.';

/** Where clients look for Microsoft Graph (`az ad`), since a cloud must name a place for it. What they ask is refused in Graph's form. */
export const graphRoutes: readonly PlainRoute[] = (['GET', 'POST'] as const).flatMap(method =>
  ['/v1.0/{asked*}', '/beta/{asked*}'].map(path => ({ method, path, handle: refuse })),
);

function refuse(): PlainResponse {
  return { status: 400, body: { error: { code: 'FeatureNotSupported', message: MESSAGE } } };
}
