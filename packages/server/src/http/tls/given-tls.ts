import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TlsMaterial, TlsSource } from './tls-source.ts';

/**
 * The operator's own certificate (with its chain) and key, as PEM files. Rejects with what is wrong when they cannot be read, are none or do
 * not belong together. `renew` takes up replaced files, and keeps what it has while they are not usable.
 */
export async function openGivenTls(files: {
  readonly certFile: string;
  readonly keyFile: string;
}): Promise<TlsSource> {
  let valid = await read(files.certFile, files.keyFile);
  return {
    current: valid,
    caFile: undefined,
    caPem: undefined,
    async renew() {
      const found = await read(files.certFile, files.keyFile);
      if (found.cert === valid.cert && found.key === valid.key) return undefined;
      valid = found;
      return valid;
    },
  };
}

async function read(certFile: string, keyFile: string): Promise<TlsMaterial> {
  const [cert, key] = await Promise.all([text(certFile, '--tls-cert'), text(keyFile, '--tls-key')]);
  const certificate = parse(
    () => new X509Certificate(cert),
    `${certFile} (--tls-cert) is no certificate in PEM form`,
  );
  const privateKey = parse(
    () => createPrivateKey(key),
    `${keyFile} (--tls-key) is no unencrypted private key in PEM form`,
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(`The key in ${keyFile} does not belong to the certificate in ${certFile}.`);
  return { cert, key };
}

async function text(file: string, flag: string): Promise<string> {
  return readFile(file, 'utf8').catch(cause => {
    throw new Error(`${file} (${flag}) cannot be read.`, { cause });
  });
}

function parse<T>(read: () => T, problem: string): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${problem}.`, { cause });
  }
}
