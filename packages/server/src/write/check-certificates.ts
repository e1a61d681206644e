import { badRequest } from '@sluice/arm/errors';
import type { SnapshotChange } from '@sluice/engine/model';
import { readClientCertificate } from '../authority/client-certificate.ts';

/** Throws 400, with the pointer to it, for a certificate of a principal that is none, that is weak, or that is there twice. */
export function checkCertificates(changes: readonly SnapshotChange[]): void {
  for (const change of changes) {
    if (change.kind !== 'principal') continue;
    const thumbprints = new Set<string>();
    for (const [index, text] of (change.record?.certificates ?? []).entries()) {
      const target = `/properties/certificates/${index}/certificate`;
      const read = readClientCertificate(text);
      if (typeof read === 'string') throw badRequest('InvalidParameter', read, target);
      if (thumbprints.has(read.thumbprint)) {
        const message = `The certificate with the thumbprint ${read.thumbprint} is there already.`;
        throw badRequest('InvalidParameter', message, target);
      }
      thumbprints.add(read.thumbprint);
    }
  }
}
