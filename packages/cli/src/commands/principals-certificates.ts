import { readFile } from 'node:fs/promises';
import type { ArmClient } from '@sluice/arm/client';
import type { JsonObject, JsonValue } from '@sluice/arm/protocol';
import { type RemoteOptions, RemoteProblem } from '../remote/place.ts';
import { clientOf, idOf, print, VERSION } from './principals-client.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;

type Certificate = { readonly certificate: string; readonly thumbprint?: string };

/** `sluice principals add-certificate`. */
export async function addCertificate(who: string, file: string, options: RemoteOptions): Promise<void> {
  const [certificate] = CERTIFICATE.exec(await readFile(file, 'utf8')) ?? [];
  if (certificate === undefined) throw new RemoteProblem(`${file} holds no certificate as PEM.`);
  const client = await clientOf(options);
  const id = await idOf(client, who);
  const held = await certificatesOf(client, id);
  const body = await setCertificates(client, id, [...held, { certificate }]);
  print(certificatesIn(body).at(-1) as JsonObject);
}

/** `sluice principals remove-certificate`. */
export async function removeCertificate(
  who: string,
  thumbprint: string,
  options: RemoteOptions,
): Promise<void> {
  const client = await clientOf(options);
  const id = await idOf(client, who);
  const held = await certificatesOf(client, id);
  const kept = held.filter(each => each.thumbprint !== thumbprint.replaceAll(':', '').toUpperCase());
  if (kept.length === held.length)
    throw new RemoteProblem(`'${who}' has no certificate with the thumbprint ${thumbprint}.`);
  await setCertificates(client, id, kept);
}

async function certificatesOf(client: ArmClient, id: string): Promise<readonly Certificate[]> {
  return certificatesIn((await client.get(id, VERSION)).body);
}

async function setCertificates(
  client: ArmClient,
  id: string,
  all: readonly Certificate[],
): Promise<JsonValue | undefined> {
  const certificates = all.map(({ certificate }) => ({ certificate }));
  return (await client.patch(id, VERSION, { properties: { certificates } })).body;
}

function certificatesIn(body: JsonValue | undefined): readonly Certificate[] {
  const { properties } = body as { readonly properties: { readonly certificates?: readonly Certificate[] } };
  return properties.certificates ?? [];
}
