import { createHash, type KeyObject, X509Certificate } from 'node:crypto';

/** A certificate that an application signs in by, as it can be read. Nothing of it is secret. */
export type ClientCertificate = {
  /** SHA-1 of the DER in hexadecimal digits: Azure's name for it. */
  readonly thumbprint: string;
  readonly subject: string;
  /** UTC. */
  readonly startsOn: string;
  readonly expiresOn: string;
  readonly key: KeyObject;
  /** As assertions name it: base64url of the SHA-1 (`x5t`) and of the SHA-256 (`x5t#S256`). */
  readonly names: { readonly sha1: string; readonly sha256: string };
};

const LEAST_RSA_BITS = 2048;
const PEM_BLOCK = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g;

/** Reads one certificate, PEM or base64 of the DER. A text instead says what is wrong with it. */
export function readClientCertificate(text: string): ClientCertificate | string {
  if (/PRIVATE KEY-----/.test(text))
    return 'It holds a private key. Keep that, and send the certificate alone; if others can have seen it, make another one.';
  const blocks = [...text.matchAll(PEM_BLOCK)];
  if (blocks.length > 1) return 'It holds several certificates. Send them one by one.';
  const der = Buffer.from(blocks[0]?.[1] ?? text, 'base64');
  const read = parse(der);
  if (read === undefined) return 'It is no X.509 certificate, neither as PEM nor as base64 of the DER.';
  const { publicKey: key } = read;
  if (!isStrong(key))
    return `Its key must be of RSA, with ${LEAST_RSA_BITS} bits or more, or of an elliptic curve (P-256, P-384, P-521).`;
  const digest = (algorithm: string) => createHash(algorithm).update(read.raw).digest();
  return {
    thumbprint: digest('sha1').toString('hex').toUpperCase(),
    // One line a part, the outermost last.
    subject: read.subject.split('\n').join(', '),
    startsOn: read.validFromDate.toISOString(),
    expiresOn: read.validToDate.toISOString(),
    key,
    names: { sha1: digest('sha1').toString('base64url'), sha256: digest('sha256').toString('base64url') },
  };
}

function parse(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
}

const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

function isStrong({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (details?.modulusLength ?? 0) >= LEAST_RSA_BITS;
  return asymmetricKeyType === 'ec' && CURVES.includes(details?.namedCurve ?? '');
}
