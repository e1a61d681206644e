import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the portal, with its forms for those who take compressed ones. */
export type PortalFile = {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly brotli?: Uint8Array;
  readonly gzip?: Uint8Array;
};

/** The portal as it was built: its page, and its files by their path below `/portal/`. */
export type PortalFiles = { readonly page: string; readonly files: ReadonlyMap<string, PortalFile> };

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Where the portal's package puts what it builds. */
export function portalFolder(): string {
  return fileURLToPath(new URL('../../../portal/dist', import.meta.url));
}

/** Reads the built portal, a few megabytes, into memory. Undefined where it was not built. */
export async function readPortal(folder: string): Promise<PortalFiles | undefined> {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const known = new Set(paths);
  const files = new Map<string, PortalFile>();
  for (const path of paths) {
    const contentType = TYPES[path.slice(path.lastIndexOf('.') + 1)];
    if (contentType === undefined) continue;
    const read = (name: string) => readFile(join(folder, name));
    files.set(path, {
      bytes: await read(path),
      contentType,
      ...(known.has(`${path}.br`) ? { brotli: await read(`${path}.br`) } : {}),
      ...(known.has(`${path}.gz`) ? { gzip: await read(`${path}.gz`) } : {}),
    });
  }
  return { page: await readFile(join(folder, 'index.html'), 'utf8'), files };
}
