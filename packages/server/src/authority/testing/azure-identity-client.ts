// Run by a test in a process of its own, as NODE_EXTRA_CA_CERTS is read at its start:
// what the real credential of Azure's SDK gets for each scope, one JSON line each.
import { ClientSecretCredential } from '@azure/identity';

const [authority = '', tenant = '', clientId = '', secret = '', ...scopes] = process.argv.slice(2);
const credential = new ClientSecretCredential(tenant, clientId, secret, {
  authorityHost: authority,
  disableInstanceDiscovery: true,
});
for (const scope of scopes) {
  const line = await credential.getToken(scope).then(
    token => ({ scope, token: token.token, expiresOn: token.expiresOnTimestamp }),
    (error: unknown) => ({ scope, error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
