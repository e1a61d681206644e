import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { JsonValue } from '@sluice/arm/protocol';
import { joinStorage } from '@sluice/storage';
import { createApp } from './app.ts';
import { createDryWriter, createHouseWriter, type HouseWriter } from './import/house-writer.ts';
import { type AliasImport, importAliases } from './import/import-aliases.ts';
import { importAzurePolicy } from './import/import-azure-policy.ts';
import type { ImportEntry, ImportProgress } from './import/import-entry.ts';
import type { Installation } from './place.ts';
import { seedBuiltIns } from './seed/built-ins.ts';
import { contentFolder } from './seed/content-folder.ts';
import type { WriteDependencies } from './write/dependencies.ts';

/** How an import is run. */
export type ImportOptions = {
  /** Check and tell, store nothing. */
  readonly dryRun: boolean;
  onProgress(progress: ImportProgress): void;
};

/**
 * Imports the definitions and initiatives at a path into an installation, beside a server that runs or without one. Servers follow at
 * once. Rejects as `joinStorage` does, and when the path cannot be read.
 */
export function importPolicies(
  installation: Installation,
  path: string,
  options: ImportOptions,
): Promise<readonly ImportEntry[]> {
  return withWriter(installation, options, (writer, services) =>
    importAzurePolicy(path, writer, services, options.onProgress),
  );
}

/** Imports the alias tables in a file (and what a second one says more) into an installation, as `importPolicies` does. */
export async function importAliasFiles(
  installation: Installation,
  files: { readonly file: string; readonly extra?: string },
  options: ImportOptions,
): Promise<AliasImport> {
  const document = await readJson(files.file);
  const extra = files.extra === undefined ? undefined : await readJson(files.extra);
  return withWriter(installation, options, writer =>
    importAliases(document, extra, writer, options.onProgress),
  );
}

async function withWriter<T>(
  { place }: Installation,
  { dryRun }: ImportOptions,
  work: (writer: HouseWriter, services: WriteDependencies) => Promise<T>,
): Promise<T> {
  const storage = await joinStorage(place);
  try {
    const tenantId = await storage.properties.setOnce('tenantId', randomUUID());
    let failure: { readonly error: unknown } | undefined;
    const onError = (error: unknown) => {
      failure ??= { error };
    };
    const app = await createApp({ storage, tenantId, now: () => new Date(), onError });
    try {
      const { services } = app;
      // What Sluice ships comes first: initiatives have it as members.
      await seedBuiltIns(contentFolder(), services);
      const writer = dryRun ? createDryWriter(services.snapshots.current()) : createHouseWriter(services);
      const result = await work(writer, services);
      if (failure !== undefined) throw failure.error;
      return result;
    } finally {
      await app.close();
    }
  } finally {
    await storage.close();
  }
}

async function readJson(file: string): Promise<JsonValue> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch (error) {
    throw new Error(`${file} holds no JSON: ${error instanceof Error ? error.message : error}`);
  }
}
