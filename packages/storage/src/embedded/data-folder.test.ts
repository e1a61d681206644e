import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StorageSetupProblem } from '../errors.ts';
import { openStorage } from '../open.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { defaultDataFolder, prepareDataFolder, resolveDataFolder } from './data-folder.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534, name: 'nobody' };

it('the default data folder is in the checkout', () => {
  expect(defaultDataFolder('/srv/sluice/')).toBe('/srv/sluice/.sluice');
});

it('an explicit folder is taken as it is, in full', async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  expect(await resolveDataFolder({ explicit: `${folder}/data/../other`, checkout: '/none' })).toEqual({
    folder: join(folder, 'other'),
  });
});

describe.runIf(isRoot)('for root, whose PostgreSQL is another user', () => {
  /** A folder that only root may enter, with room in it. */
  async function closedFolder(): Promise<string> {
    const closed = join(await temporaryFolder(), 'home');
    await chmod(join(closed, '..'), 0o755);
    await mkdir(closed, { mode: 0o700 });
    return closed;
  }

  it('the default folder stays in a checkout that everybody may enter', async () => {
    const checkout = await temporaryFolder();
    await chmod(checkout, 0o755);
    expect(await resolveDataFolder({ checkout })).toEqual({ folder: join(checkout, '.sluice') });
  });

  it('the default folder of a closed checkout moves, and says so', async () => {
    const closed = await closedFolder();
    const { folder, notice } = await resolveDataFolder({ checkout: join(closed, 'sluice') });
    expect(folder).toMatch(/^\/var\/lib\/sluice\/[0-9a-f]{12}$/);
    expect(notice).toBe(
      `The data is in ${folder}: Sluice runs as root, PostgreSQL as nobody, who may not enter ${closed}.`,
    );
    expect((await resolveDataFolder({ checkout: join(closed, 'other') })).folder).not.toBe(folder);
  });

  it('an explicit folder below a closed one is refused with the reason, by name', async () => {
    const closed = await closedFolder();
    const explicit = join(closed, 'deep', 'data');
    const resolved = resolveDataFolder({ explicit, checkout: '/none' });
    await expect(resolved).rejects.toThrow(StorageSetupProblem);
    await expect(resolved).rejects.toThrow(`runs as nobody, who may not enter ${closed}.`);
    await expect(openStorage({ kind: 'embedded', folder: explicit })).rejects.toThrow(StorageSetupProblem);
    await expect(stat(explicit)).rejects.toThrow('ENOENT');
  });

  it('a closed folder with things of others in it is refused, and left as it is', async () => {
    const closed = await closedFolder();
    await writeFile(join(closed, 'letter.txt'), '');
    await expect(prepareDataFolder(closed, NOBODY)).rejects.toThrow(`may not enter ${closed}`);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
  });

  it.for([0o077, 0o022])('folders that are made can be passed through, under umask %i', async umask => {
    const root = await temporaryFolder();
    await chmod(root, 0o755);
    const before = process.umask(umask);
    try {
      const folder = await prepareDataFolder(join(root, 'a', 'b'), NOBODY);
      for (const made of [folder, join(root, 'a')]) expect((await stat(made)).mode & 0o777).toBe(0o711);
      expect((await stat(root)).mode & 0o777).toBe(0o755);
    } finally {
      process.umask(before);
    }
  });

  it('a path that leads through a file is refused', async () => {
    const root = await temporaryFolder();
    await chmod(root, 0o755);
    await writeFile(join(root, 'file'), '');
    await expect(prepareDataFolder(join(root, 'file', 'data'), NOBODY)).rejects.toThrow(StorageSetupProblem);
  });
});
