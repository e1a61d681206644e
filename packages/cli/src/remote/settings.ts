import type { RemotePlace } from './place.ts';

/** Settings by which one client or another finds the server: names of the environment and their values. */
export type Setting = readonly [name: string, value: string];

/**
 * What Azure's clients need to be told. The secret is among them only where it is no secret, of the demo: elsewhere it is in the environment
 * already, or in a store that somebody takes better care of.
 */
export function clientSettings(
  { endpoint, tenantId, caFile, credentials, demo }: RemotePlace,
  bundleFile: string | undefined,
  subscriptionId: string | undefined,
): readonly Setting[] {
  const { host } = new URL(endpoint);
  const secret = demo === undefined ? undefined : credentials?.secret;
  const subscription = subscriptionId ?? demo?.subscriptionId;
  return [
    ['SLUICE_ENDPOINT', endpoint],
    ...trust(caFile, bundleFile),
    // az, and the credentials of the SDKs.
    ['AZURE_CORE_INSTANCE_DISCOVERY', 'false'],
    ['AZURE_AUTHORITY_HOST', endpoint],
    ['AZURE_TENANT_ID', tenantId],
    ...(credentials === undefined ? [] : [['AZURE_CLIENT_ID', credentials.clientId] as const]),
    ...(secret === undefined ? [] : [['AZURE_CLIENT_SECRET', secret] as const]),
    // azure-ai-ml: where the cloud is, and where registries are.
    ['ARM_CLOUD_METADATA_URL', `${endpoint}/metadata/endpoints?api-version=2019-05-01`],
    ['REGISTRY_DISCOVERY_ENDPOINT_URL', `${endpoint}/`],
    // Terraform's azurerm: a host without a scheme.
    ['ARM_METADATA_HOSTNAME', host],
    ['ARM_TENANT_ID', tenantId],
    ...(credentials === undefined ? [] : [['ARM_CLIENT_ID', credentials.clientId] as const]),
    ...(credentials?.assertionFile === undefined
      ? []
      : [
          ['ARM_USE_OIDC', 'true'] as const,
          ['ARM_OIDC_TOKEN_FILE_PATH', credentials.assertionFile] as const,
        ]),
    ...(secret === undefined ? [] : [['ARM_CLIENT_SECRET', secret] as const]),
    ...(subscription === undefined ? [] : [['ARM_SUBSCRIPTION_ID', subscription] as const]),
  ];
}

/** Node adds to what it trusts; Python and Go trust what they are given, so that must hold everybody else's certificates too. */
function trust(caFile: string | undefined, bundleFile: string | undefined): readonly Setting[] {
  if (caFile === undefined || bundleFile === undefined) return [];
  return [
    ['SLUICE_CA_FILE', caFile],
    ['NODE_EXTRA_CA_CERTS', caFile],
    ['REQUESTS_CA_BUNDLE', bundleFile],
    ['SSL_CERT_FILE', bundleFile],
  ];
}

/** What to do once in az, which keeps it. */
export function azHints({ endpoint, tenantId }: RemotePlace): readonly string[] {
  return [
    `az cloud register --name sluice --endpoint-resource-manager ${endpoint}`,
    'az cloud set --name sluice',
    `az login --use-device-code --tenant ${tenantId}`,
  ];
}

/** Lines that a POSIX shell reads as they are meant: `eval "$(sluice clients env)"`. */
export function toShell(settings: readonly Setting[], hints: readonly string[]): string {
  return [
    ...settings.map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
    '# az is told once where the cloud is:',
    ...hints.map(hint => `#   ${hint}`),
  ].join('\n');
}

/** The same for PowerShell: `sluice clients env --powershell | Out-String | Invoke-Expression`. */
export function toPowerShell(settings: readonly Setting[], hints: readonly string[]): string {
  return [
    ...settings.map(([name, value]) => `$env:${name} = '${value.replaceAll("'", "''")}'`),
    '# az is told once where the cloud is:',
    ...hints.map(hint => `#   ${hint}`),
  ].join('\n');
}
