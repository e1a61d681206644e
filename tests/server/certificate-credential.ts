// Run by a test in a process of its own, as NODE_EXTRA_CA_CERTS is read at its start: prints the token that the certificate credential of
// Azure's SDK gets.
import { ClientCertificateCredential } from '@azure/identity';

const [authorityHost = '', tenant = '', clientId = '', certificatePath = ''] = process.argv.slice(2);
const credential = new ClientCertificateCredential(
  tenant,
  clientId,
  { certificatePath },
  { authorityHost, disableInstanceDiscovery: true },
);
console.log((await credential.getToken(`${authorityHost}/.default`)).token);
