import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createCertificate } from '../../packages/server/src/http/tls/certificate.ts';

export const rsaKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const curveKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Writes a file as clients read it, PEM of a new certificate and its private key. Returns the certificate, which may be shown to anybody. */
export function writeCertificate(
  file: string,
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = rsaKeys(),
): string {
  const certificate = createCertificate({
    commonName: 'pipeline',
    publicKey,
    issuer: { commonName: 'pipeline', ...curveKeys() },
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    role: 'server',
    hosts: ['pipeline.example'],
  });
  writeFileSync(file, `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${certificate}`);
  return certificate;
}
