import type { JsonObject } from '@sluice/arm/protocol';
import { readClientCertificate } from '../../authority/client-certificate.ts';
import { isObject, objectAt, textAt } from '../../json-value.ts';

/** A principal as it is shown, with what can be read from its certificates: thumbprint, subject, from when and until when. */
export function withCertificateFacts(principal: JsonObject): JsonObject {
  const properties = objectAt(principal, 'properties');
  const given = properties['certificates'];
  if (!Array.isArray(given)) return principal;
  const certificates = given
    .filter(isObject)
    .map(each => ({ ...each, ...factsOf(textAt(each, 'certificate') ?? '') }));
  return { ...principal, properties: { ...properties, certificates } };
}

function factsOf(certificate: string): JsonObject {
  const read = readClientCertificate(certificate);
  if (typeof read === 'string') return {};
  const { thumbprint, subject, startsOn, expiresOn } = read;
  return { thumbprint, subject, startsOn, expiresOn };
}
