import { page } from '../http/page.ts';
import type { PlainRequest, PlainResponse, PlainRoute } from '../http/plain-route.ts';

/** What the landing page can tell. */
export type LandingFacts = {
  readonly version: string;
  readonly tenantId: string;
  /** The certificate of the local CA, offered for download; undefined when clients trust the server anyway. */
  readonly caPem: string | undefined;
};

/** `/`, for people who open the address in a browser, and `/ca.crt`. Anonymous. */
export function landingRoutes(facts: LandingFacts): readonly PlainRoute[] {
  const { caPem } = facts;
  const landing: PlainRoute = { method: 'GET', path: '/', handle: request => landingPage(request, facts) };
  if (caPem === undefined) return [landing];
  const handle = (): PlainResponse => ({
    status: 200,
    contentType: 'application/x-x509-ca-cert',
    headers: { 'content-disposition': 'attachment; filename="sluice-ca.crt"' },
    body: caPem,
  });
  return [landing, { method: 'GET', path: '/ca.crt', handle }];
}

function landingPage({ baseUrl }: PlainRequest, { version, tenantId, caPem }: LandingFacts): PlainResponse {
  const ca =
    caPem === undefined
      ? ''
      : '<li><a href="/ca.crt">The CA certificate</a> that clients must trust (<code>REQUESTS_CA_BUNDLE</code>, <code>NODE_EXTRA_CA_CERTS</code>, <code>SSL_CERT_FILE</code>)</li>';
  return page(
    'Sluice',
    `<p>Sluice decides which AI models may be deployed, where, by whom and why. This is its API: Azure's own, so Azure's clients work with it.</p>
<dl>
<dt>Resource manager and authority</dt><dd><code>${baseUrl}</code></dd>
<dt>Tenant</dt><dd><code>${tenantId}</code></dd>
<dt>Version</dt><dd>${version}</dd>
</dl>
<ul>
${ca}
<li><a href="/metadata/endpoints?api-version=2022-09-01">The endpoints of this cloud</a>, for <code>az cloud register --endpoint-resource-manager ${baseUrl}</code></li>
<li><a href="/${tenantId}/v2.0/.well-known/openid-configuration">The authority's OpenID configuration</a></li>
<li><a href="/healthz">Health</a> and <a href="/readyz">readiness</a></li>
</ul>`,
  );
}
