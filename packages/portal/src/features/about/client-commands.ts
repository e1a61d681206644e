/** Where a server is, and who its tenant is. */
export type ServerPlace = {
  readonly endpoint: string;
  readonly tenantId: string;
  readonly cloudName: string;
  /** Whether clients must be told to trust a certificate of the server's own. */
  readonly hasCa: boolean;
};

/** Points az at the server and signs in. */
export function azCommands({ endpoint, tenantId, cloudName, hasCa }: ServerPlace): string {
  const trust = hasCa ? ['export REQUESTS_CA_BUNDLE="$PWD/sluice-ca.crt"'] : [];
  return [
    ...trust,
    'export AZURE_CORE_INSTANCE_DISCOVERY=false',
    `az cloud register -n ${cloudName.toLowerCase()} --endpoint-resource-manager ${endpoint}`,
    `az cloud set -n ${cloudName.toLowerCase()}`,
    `az login --service-principal -u CLIENT_ID -p SECRET --tenant ${tenantId}`,
  ].join('\n');
}

/** What the SDKs and Terraform read from their environment. */
export function environmentCommands({ endpoint, tenantId, hasCa }: ServerPlace): string {
  const trust = hasCa
    ? [
        'export NODE_EXTRA_CA_CERTS="$PWD/sluice-ca.crt"',
        'export REQUESTS_CA_BUNDLE="$PWD/sluice-ca.crt"',
        'export SSL_CERT_FILE="$PWD/sluice-ca.crt"',
      ]
    : [];
  return [
    ...trust,
    `export AZURE_AUTHORITY_HOST=${endpoint}`,
    `export AZURE_TENANT_ID=${tenantId}`,
    'export AZURE_CLIENT_ID=CLIENT_ID',
    'export AZURE_CLIENT_SECRET=SECRET',
  ].join('\n');
}
