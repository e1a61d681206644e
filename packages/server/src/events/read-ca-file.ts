import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartProblem } from '../config.ts';

/** The certificates in a PEM file. Rejects with a message for the operator when there are none. */
export async function readCaFile(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    const pem = await readFile(file, 'utf8');
    const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
    if (certificates.length === 0) throw new Error('there is no certificate in it');
    for (const certificate of certificates) new X509Certificate(certificate);
    return certificates.join('\n');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartProblem(`The authorities for webhooks cannot be read from ${file}: ${why}.`, error);
  }
}
