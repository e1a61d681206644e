import type { JsonObject } from '@sluice/arm/protocol';
import type { PlainRequest, PlainResponse, PlainRoute } from '../http/plain-route.ts';

/** `GET /metadata/endpoints`: how clients find the parts of this cloud. Anonymous. */
export function metadataRoute(cloudName: string): PlainRoute {
  return { method: 'GET', path: '/metadata/endpoints', handle: request => answer(request, cloudName) };
}

/** Three forms: the oldest, an array since 2019-05-01, the object itself since 2020-06-01 and where no version is given. */
function answer({ baseUrl, query }: PlainRequest, name: string): PlainResponse {
  const version = query.get('api-version') ?? '';
  if (version.startsWith('2015-01-01')) return { status: 200, body: oldMetadata(baseUrl) };
  const body = cloudMetadata(baseUrl, name);
  return version !== '' && version < '2020-06-01' ? { status: 200, body: [body] } : { status: 200, body };
}

/** The cloud's endpoints, all of them here. The login endpoint has no trailing slash and the resource manager has one: clients differ. */
export function cloudMetadata(baseUrl: string, name: string): JsonObject {
  const root = `${baseUrl}/`;
  const host = new URL(baseUrl).hostname;
  return {
    name,
    portal: baseUrl,
    resourceManager: root,
    authentication: {
      loginEndpoint: baseUrl,
      audiences: [root, 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    graph: root,
    graphAudience: root,
    microsoftGraphResourceId: root,
    gallery: root,
    batch: root,
    media: root,
    sqlManagement: root,
    vmImageAliasDoc: `${root}aliases.json`,
    activeDirectoryDataLake: root,
    appInsightsResourceId: root,
    appInsightsTelemetryChannelResourceId: root,
    attestationResourceId: root,
    synapseAnalyticsResourceId: root,
    logAnalyticsResourceId: root,
    ossrDbmsResourceId: root,
    suffixes: suffixes(host),
  };
}

/** Names of services that are not part of this cloud; clients read some of them without asking whether they are there. */
function suffixes(host: string): JsonObject {
  return {
    storage: `core.${host}`,
    keyVaultDns: `vault.${host}`,
    sqlServerHostname: `database.${host}`,
    acrLoginServer: `azurecr.${host}`,
    mhsmDns: `mhsm.${host}`,
    mysqlServerEndpoint: `mysql.${host}`,
    postgresqlServerEndpoint: `pg.${host}`,
    mariadbServerEndpoint: `mariadb.${host}`,
    azureFrontDoorEndpointSuffix: `fd.${host}`,
    attestationEndpoint: `attest.${host}`,
    storageSyncEndpointSuffix: `afs.${host}`,
    azureDataLakeStoreFileSystem: `dls.${host}`,
    azureDataLakeAnalyticsCatalogAndJob: `dla.${host}`,
    synapseAnalytics: `dev.${host}`,
  };
}

function oldMetadata(baseUrl: string): JsonObject {
  const root = `${baseUrl}/`;
  return {
    galleryEndpoint: root,
    graphEndpoint: root,
    portalEndpoint: root,
    authentication: { loginEndpoint: baseUrl, audiences: [root, 'https://management.azure.com/'] },
  };
}
