import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HouseAct } from '@sluice/engine';
import { joinStorage, type Place, resolveDataFolder } from '@sluice/storage';
import { rotateKeys } from './authority/rotate-keys.ts';
import { openSealer } from './authority/sealer.ts';
import { recordActs } from './write/record-acts.ts';

/** Where an installation keeps its things. */
export type Installation = {
  readonly place: Place;
  /** For what is not in the database: the local CA, the authority's key, `demo.json`. */
  readonly folder: string;
  /** What the operator should know about the choice of the folder. */
  readonly notice?: string;
};

/**
 * The installation that the operator means: the data folder given, else the one of the checkout; the database at `databaseUrl`, else the
 * bundled one inside the folder. Rejects with `StorageSetupProblem` for a folder that the database could not get to.
 */
export async function findInstallation(given: {
  readonly data?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly checkout: string;
}): Promise<Installation> {
  const { data, databaseUrl, checkout } = given;
  if (databaseUrl)
    return { place: { kind: 'url', url: databaseUrl }, folder: data ?? join(checkout, '.sluice') };
  const { folder, notice } = await resolveDataFolder({
    checkout,
    ...(data === undefined ? {} : { explicit: data }),
  });
  return { place: { kind: 'embedded', folder }, folder, ...(notice === undefined ? {} : { notice }) };
}

/**
 * Gives the authority of an installation a new signing key, beside a server that runs or without one; returns its id.
 *
 * Tokens that are out stay good until they expire.
 */
export async function rotateAuthorityKeys(
  { place, folder }: Installation,
  authorityKey: string | undefined,
): Promise<string> {
  const storage = await joinStorage(place);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const sealer = await openSealer({ file: join(folder, 'authority.key'), given: authorityKey });
    const kid = await rotateKeys(storage, sealer, new Date());
    const tenantId = await storage.properties.setOnce('tenantId', randomUUID());
    await recordActs(storage, [keyAct(kid)], {
      now: () => new Date().toISOString(),
      newId: randomUUID,
      tenantId,
    });
    return kid;
  } finally {
    await storage.close();
  }
}

const SIGNING_KEYS = 'Sluice.Governance/signingKeys';

function keyAct(kid: string): HouseAct {
  return {
    action: `${SIGNING_KEYS}/rotate/action`,
    resourceId: `/providers/${SIGNING_KEYS}/${kid}`,
    resourceType: SIGNING_KEYS,
  };
}
