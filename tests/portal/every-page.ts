import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { goTo, openPortal, type Person, settled, UNSETTLED, type View } from './harness.ts';
import { addressOf, type Shown, somethingToShow } from './something-to-show.ts';

/** Alerts that belong to a page, by who sees them; everywhere else there is none. */
export const ALERTS: Readonly<Partial<Record<Person, Readonly<Record<string, readonly RegExp[]>>>>> = {
  'ML engineer': {
    '/policy/assign': [/You may not assign this here/],
    '/policy/definitions/edit': [/You may not save policy definitions at/],
    '/policy/initiatives/edit': [/You may not save initiatives at/],
  },
};

const VIEWS = {
  wide: { width: 1440 },
  narrow: { theme: 'dark', width: 360, height: 740 },
  tablet: { width: 1024, height: 768 },
  huge: { width: 3840, height: 2160 },
  contrast: { contrast: 'more', width: 1280 },
  forced: { forcedColors: 'active', width: 1280 },
} as const satisfies Readonly<Record<string, View>>;

/** The portal with something to show on every page. */
export type EveryPage = {
  readonly shown: Shown;
  readonly problems: readonly string[];
  /** The path in one signed-in page for each person and view, once it is whole. Fails when it is not, or does not fit its window. */
  look(path: string, person: Person, view: keyof typeof VIEWS): Promise<Page>;
  close(): Promise<void>;
};

export async function openEveryPage(): Promise<EveryPage> {
  const world = await openPortal();
  const shown = await somethingToShow(world);
  const pages = new Map<string, Page>();
  return {
    shown,
    problems: world.problems,
    close: () => world.close(),
    async look(path, person, view) {
      const key = `${person} ${view}`;
      const page = pages.get(key) ?? (await world.signIn(person, '/', VIEWS[view]));
      pages.set(key, page);
      await goTo(page, addressOf(shown, path));
      await settled(page);
      expect(await page.locator(UNSETTLED).count()).toBe(0);
      const expected = ALERTS[person]?.[path] ?? [];
      for (const text of expected) await page.getByRole('alert').filter({ hasText: text }).waitFor();
      expect(await page.getByRole('alert').allInnerTexts()).toEqual(
        expected.map(text => expect.stringMatching(text)),
      );
      const text = await page.getByRole('main').innerText();
      expect(text.length).toBeGreaterThan(40);
      expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object|Invalid Date/);
      // The content scrolls by itself: what is too wide for it makes the document no wider.
      for (const element of ['document.documentElement', 'document.querySelector("main")'])
        expect(await page.evaluate(`${element}.scrollWidth - ${element}.clientWidth`)).toBeLessThanOrEqual(0);
      return page;
    },
  };
}
