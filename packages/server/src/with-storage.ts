import { joinStorage, type Storage } from '@sluice/storage';
import type { Installation } from './place.ts';

/** Does something with the database of an installation, beside a server that runs or without one. Rejects as `joinStorage` does. */
export async function withStorage<T>(
  { place }: Installation,
  work: (storage: Storage, tenantId: string) => Promise<T>,
): Promise<T> {
  const storage = await joinStorage(place);
  try {
    return await work(storage, await tenantOf(storage));
  } finally {
    await storage.close();
  }
}

/** Rejects where no server has made a tenant yet. */
export async function tenantOf(storage: Storage): Promise<string> {
  const tenantId = await storage.properties.get('tenantId');
  if (tenantId !== undefined) return tenantId;
  throw new Error('There is nothing here yet: no server has ever run on this data.');
}
