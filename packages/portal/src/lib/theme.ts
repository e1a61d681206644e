import type { Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

export const THEME_NAMES = ['system', 'light', 'dark', 'contrast'] as const;
/** What the reader chose; `system` follows the machine. */
export type ThemeName = (typeof THEME_NAMES)[number];
type ShownName = Exclude<ThemeName, 'system'>;

/** Each in a file of its own: a reader fetches the one that he sees. */
const LOADERS: Readonly<Record<ShownName, () => Promise<{ readonly theme: Theme }>>> = {
  light: () => import('./themes/light.ts'),
  dark: () => import('./themes/dark.ts'),
  contrast: () => import('./themes/contrast.ts'),
};

const STORED = 'sluice.theme';
const isDark = matchMedia('(prefers-color-scheme: dark)');
const isContrast = matchMedia('(prefers-contrast: more)');
const listeners = new Set<() => void>();
let shown: { readonly name: ThemeName; readonly theme: Theme } | undefined;

/** Fetches the theme that holds, and from now on whichever comes to hold. To be waited for before anything is drawn. */
export async function startTheme(): Promise<void> {
  isDark.addEventListener('change', () => void show());
  isContrast.addEventListener('change', () => void show());
  await show();
}

/** What the reader chose, and what is drawn for it. */
export function useTheme(): { readonly name: ThemeName; readonly theme: Theme } {
  const current = useSyncExternalStore(subscribe, () => shown);
  if (current === undefined) throw new Error('Nothing is drawn before there is a theme.');
  return current;
}

/** Kept for this browser. */
export function chooseTheme(name: ThemeName): void {
  localStorage.setItem(STORED, name);
  void show();
}

async function show(): Promise<void> {
  const name = chosenName();
  const { theme } = await LOADERS[shownName(name)]();
  // Another one was chosen while this was on its way.
  if (name !== chosenName()) return;
  shown = { name, theme };
  for (const listener of listeners) listener();
}

function chosenName(): ThemeName {
  const value = localStorage.getItem(STORED);
  return THEME_NAMES.find(name => name === value) ?? 'system';
}

function shownName(name: ThemeName): ShownName {
  if (name !== 'system') return name;
  if (isContrast.matches) return 'contrast';
  return isDark.matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
