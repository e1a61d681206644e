import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCertificate } from './certificate.ts';
import type { TlsMaterial, TlsSource } from './tls-source.ts';

const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
/** Apple and browsers refuse more than 398. */
const LEAF_DAYS = 397;
const RENEW_BEFORE_DAYS = 30;

export type LocalTlsOptions = {
  /** `<data>/tls` */
  readonly folder: string;
  /** Hosts without ports: DNS names and addresses. */
  readonly hosts: readonly string[];
  now(): Date;
  onNotice(text: string): void;
};

/**
 * The certificate of a CA of our own, kept in `folder`: `ca.crt` is for clients, the other files are for us alone (0600).
 *
 * Both are made where they are missing, unreadable, about to expire or not for these hosts. The CA is constrained to its hosts, so that
 * trusting it trusts nobody with anything else; hosts that it does not permit need a new CA, which is said.
 */
export async function openLocalTls(options: LocalTlsOptions): Promise<TlsSource> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const ca = await openCa(options);
  const current = (await readLeaf(options, ca)) ?? (await makeLeaf(options, ca));
  let valid = current;
  return {
    current,
    caFile: caFileOf(options),
    caPem: ca.pem,
    async renew() {
      if (isFresh(new X509Certificate(valid.cert), options.now())) return undefined;
      valid = await makeLeaf(options, ca);
      return valid;
    },
  };
}

type Ca = {
  readonly pem: string;
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
};

function caFileOf({ folder }: LocalTlsOptions): string {
  return join(folder, 'ca.crt');
}

async function openCa(options: LocalTlsOptions): Promise<Ca> {
  const [pem, key, hosts] = await Promise.all([
    readText(caFileOf(options)),
    readText(join(options.folder, 'ca.key')),
    readText(join(options.folder, 'ca.hosts')),
  ]);
  if (pem === undefined || key === undefined) return makeCa(options);
  const permitted = (hosts ?? '').split('\n');
  const missing = options.hosts.filter(host => !permitted.includes(host));
  const ca = readCa(pem, key, options.now());
  if (ca !== undefined && missing.length === 0) return ca;
  const why = ca === undefined ? 'has expired or cannot be read' : `does not permit ${missing.join(', ')}`;
  options.onNotice(
    `The local CA ${why}: a new one is in ${caFileOf(options)}. Clients must be told to trust it.`,
  );
  return makeCa(options);
}

function readCa(pem: string, key: string, now: Date): Ca | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const privateKey = createPrivateKey(key);
    const commonName = certificate.subject.replace(/^CN=/, '');
    const isUsable = certificate.checkPrivateKey(privateKey) && isFresh(certificate, now);
    return isUsable ? { pem, commonName, publicKey: certificate.publicKey, privateKey } : undefined;
  } catch {
    return undefined;
  }
}

async function makeCa(options: LocalTlsOptions): Promise<Ca> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const commonName = `Sluice local CA ${randomBytes(3).toString('hex')}`;
  const pem = createCertificate({
    commonName,
    publicKey,
    issuer: { commonName, publicKey, privateKey },
    ...validity(options.now(), CA_DAYS),
    role: 'authority',
    hosts: options.hosts,
  });
  await writePrivate(join(options.folder, 'ca.key'), toPem(privateKey));
  await writePrivate(join(options.folder, 'ca.hosts'), options.hosts.join('\n'));
  await writePrivate(caFileOf(options), pem);
  await chmod(caFileOf(options), 0o644);
  return { pem, commonName, publicKey, privateKey };
}

async function readLeaf(options: LocalTlsOptions, ca: Ca): Promise<TlsMaterial | undefined> {
  const [cert, key] = await Promise.all([
    readText(join(options.folder, 'server.crt')),
    readText(join(options.folder, 'server.key')),
  ]);
  if (cert === undefined || key === undefined) return undefined;
  try {
    const certificate = new X509Certificate(cert);
    const isUsable =
      certificate.verify(ca.publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(key)) &&
      isFresh(certificate, options.now()) &&
      options.hosts.every(host => (certificate.checkHost(host) ?? certificate.checkIP(host)) !== undefined);
    return isUsable ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}

async function makeLeaf(options: LocalTlsOptions, ca: Ca): Promise<TlsMaterial> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = createCertificate({
    commonName: options.hosts[0] ?? 'localhost',
    publicKey: createPublicKey(privateKey),
    issuer: ca,
    ...validity(options.now(), LEAF_DAYS),
    role: 'server',
    hosts: options.hosts,
  });
  const material = { cert: leaf + ca.pem, key: toPem(privateKey) };
  await writePrivate(join(options.folder, 'server.key'), material.key);
  await writePrivate(join(options.folder, 'server.crt'), material.cert);
  return material;
}

/** From an hour ago: clocks differ. */
function validity(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + days * DAY_MS),
  };
}

function isFresh(certificate: X509Certificate, now: Date): boolean {
  return certificate.validToDate.getTime() - now.getTime() > RENEW_BEFORE_DAYS * DAY_MS;
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Whole or not at all, and never readable by others in between. */
async function writePrivate(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  await rename(draft, file);
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
