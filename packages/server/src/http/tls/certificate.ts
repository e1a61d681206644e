import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  context,
  integer,
  octetString,
  oid,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';
import { alternativeName, constraintName } from './general-name.ts';

/** What one certificate says. Keys are P-256. */
export type CertificateInput = {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly issuer: {
    readonly commonName: string;
    readonly publicKey: KeyObject;
    readonly privateKey: KeyObject;
  };
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `authority` may sign for these hosts and what is below them, nothing else; `server` is for exactly these. */
  readonly role: 'authority' | 'server';
  readonly hosts: readonly string[];
};

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** An X.509 v3 certificate (RFC 5280) as PEM. */
export function createCertificate(input: CertificateInput): string {
  const body = sequence(
    context(0, integer(Buffer.from([2])), true),
    integer(serialNumber()),
    ECDSA_SHA256,
    nameOf(input.issuer.commonName),
    sequence(time(input.notBefore), time(input.notAfter)),
    nameOf(input.commonName),
    publicKeyInfo(input.publicKey),
    context(3, sequence(...extensionsOf(input)), true),
  );
  const signature = sign('sha256', body, input.issuer.privateKey);
  const der = sequence(body, ECDSA_SHA256, bitString(signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extensionsOf({ role, hosts, publicKey, issuer }: CertificateInput): readonly Buffer[] {
  const identifiers = [
    extension('2.5.29.14', octetString(keyIdentifier(publicKey))),
    extension('2.5.29.35', sequence(context(0, keyIdentifier(issuer.publicKey)))),
  ];
  if (role === 'authority') {
    const permitted = hosts.map(host => sequence(constraintName(host)));
    return [
      extension('2.5.29.19', sequence(boolean(true), integer(Buffer.from([0]))), 'critical'),
      extension('2.5.29.15', bitString(Buffer.from([0b0000_0110]), 1), 'critical'), // signs certificates and revocation lists
      extension('2.5.29.30', sequence(context(0, Buffer.concat(permitted), true)), 'critical'),
      ...identifiers,
    ];
  }
  return [
    extension('2.5.29.19', sequence(), 'critical'),
    extension('2.5.29.15', bitString(Buffer.from([0b1000_0000]), 7), 'critical'), // digital signature
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))), // TLS server
    extension('2.5.29.17', sequence(...hosts.map(alternativeName))),
    ...identifiers,
  ];
}

function extension(id: string, content: Buffer, critical?: 'critical'): Buffer {
  return sequence(oid(id), ...(critical === undefined ? [] : [boolean(true)]), octetString(content));
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8String(commonName))));
}

function publicKeyInfo(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(publicKeyInfo(key)).digest().subarray(0, 20);
}

/** Random and positive, as RFC 5280 and browsers want it. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
