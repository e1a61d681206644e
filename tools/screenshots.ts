import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openPortal, type Person, settled } from '../tests/portal/harness.ts';
import { PICTURES } from './pictures.ts';

// `npm run screenshots [-- words of names]`: pictures of the portal's pages, light, dark and narrow, into .cache/screenshots.

const VIEWS = [
  { name: 'light', width: 1440, height: 900, theme: 'light' },
  { name: 'dark', width: 1440, height: 900, theme: 'dark' },
  { name: 'tablet', width: 1024, height: 768, theme: 'light' },
  { name: 'narrow', width: 360, height: 740, theme: 'light' },
] as const;

const wanted = process.argv.slice(2);
const folder = join(import.meta.dirname, '../.cache/screenshots');
mkdirSync(folder, { recursive: true });

const world = await openPortal();
try {
  const pictures = PICTURES.filter(
    ({ name }) => wanted.length === 0 || wanted.some(word => name.includes(word)),
  );
  for (const person of [...new Set(pictures.map(each => each.person ?? 'Owner'))] satisfies Person[]) {
    for (const view of VIEWS) {
      const page = await world.signIn(person, '/', view);
      for (const { name, path, before, act } of pictures.filter(
        each => (each.person ?? 'Owner') === person,
      )) {
        const query = (await before?.(world)) ?? '';
        await goTo(page, path + query);
        await act?.(page);
        await settled(page).catch(() => console.error(`${name}: did not settle`));
        await page.screenshot({ path: join(folder, `${name}.${view.name}.png`) });
        console.log(`${name}.${view.name}.png`);
      }
      await page.close();
    }
  }
  for (const problem of new Set(world.problems)) console.error(problem);
} finally {
  await world.close();
}
