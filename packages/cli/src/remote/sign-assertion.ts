import { createHash, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from 'node:crypto';
import { RemoteProblem } from './place.ts';

const LIFETIME_SECONDS = 600;

/** What JWTs call the signatures of each kind of key (RFC 7518). */
const CURVE_ALGORITHMS: Readonly<Record<string, readonly [name: string, hash: string]>> = {
  prime256v1: ['ES256', 'sha256'],
  secp384r1: ['ES384', 'sha384'],
  secp521r1: ['ES512', 'sha512'],
};

/**
 * A client assertion as Entra takes it (RFC 7523), by a PEM of a certificate and its private key. Throws `RemoteProblem` for a PEM that has not both.
 */
export function signAssertion(
  pem: string,
  { clientId, audience }: { readonly clientId: string; readonly audience: string },
): string {
  const { certificate, key } = readPem(pem);
  const [alg, hash] = CURVE_ALGORITHMS[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? ['RS256', 'sha256'];
  const now = Math.floor(Date.now() / 1000);
  const names = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID() };
  const x5t = createHash('sha1').update(certificate.raw).digest('base64url');
  const text = [
    { typ: 'JWT', alg, x5t },
    { ...names, nbf: now, exp: now + LIFETIME_SECONDS },
  ]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function readPem(pem: string): { readonly certificate: X509Certificate; readonly key: KeyObject } {
  try {
    const certificate = new X509Certificate(pem.slice(Math.max(0, pem.indexOf('-----BEGIN CERTIFICATE'))));
    return { certificate, key: createPrivateKey(pem) };
  } catch {
    throw new RemoteProblem(
      'The file of AZURE_CLIENT_CERTIFICATE_PATH must hold, as PEM, a certificate and its private key without a passphrase.',
    );
  }
}
