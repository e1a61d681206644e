import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { goTo, openPortal, type Person, settled, type View } from '../tests/portal/harness.ts';
import { addressOf, somethingToShow } from '../tests/portal/something-to-show.ts';
import { PICTURES, type Picture } from './pictures.ts';
import { ILLUSTRATIONS, VIEWS } from './views.ts';

// `npm run screenshots [-- words of names or views]`: pictures of the portal's pages in every look, into .cache/screenshots.
// `npm run screenshots -- --docs`: those that the documentation shows, into docs/images.

/** A picture in a look, and the file that it goes to. */
type Shot = { readonly picture: Picture; readonly view: View; readonly file: string };

const words = process.argv.slice(2).filter(word => word !== '--docs');
const isForDocs = process.argv.includes('--docs');
const folder = join(import.meta.dirname, '..', isForDocs ? 'docs/images' : '.cache/screenshots');
mkdirSync(folder, { recursive: true });

const shots = (isForDocs ? illustrations() : everyLook()).filter(
  ({ file }) => words.length === 0 || words.some(word => file.includes(word)),
);
const world = await openPortal();
try {
  const shown = await somethingToShow(world);
  const pages = new Map<string, Page>();
  for (const { picture, view, file } of shots) {
    const person: Person = picture.person ?? 'Owner';
    const key = JSON.stringify([person, view]);
    const page = pages.get(key) ?? (await world.signIn(person, '/', view));
    pages.set(key, page);
    // What the last picture left half done is not restored in this one.
    await page.evaluate('localStorage.clear()');
    await goTo(page, addressOf(shown, picture.path, picture.query?.(shown)));
    await settled(page).catch(() => console.error(`${file}: did not settle`));
    await picture.act?.(page).catch(error => console.error(`${file}: ${error}`));
    await settled(page).catch(() => console.error(`${file}: did not settle`));
    await page.screenshot({ path: join(folder, file) });
    console.log(file);
  }
  for (const problem of new Set(world.problems)) console.error(problem);
} finally {
  await world.close();
}

/** By look and person, so that few pages are open at a time and each signs in once. */
function everyLook(): readonly Shot[] {
  return Object.entries(VIEWS).flatMap(([name, view]) =>
    PICTURES.map(picture => ({ picture, view, file: `${picture.name}.${name}.png` })),
  );
}

function illustrations(): readonly Shot[] {
  return ILLUSTRATIONS.map(({ file, picture: name, view }) => {
    const picture = PICTURES.find(each => each.name === name);
    if (picture === undefined) throw new Error(`There is no picture ${name}.`);
    return { picture, view, file };
  });
}
