import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

export const THEME_NAMES = ['system', 'light', 'dark', 'contrast'] as const;
/** What the reader chose; `system` follows the machine. */
export type ThemeName = (typeof THEME_NAMES)[number];

const STORED = 'sluice.theme';
const isDark = matchMedia('(prefers-color-scheme: dark)');
const isContrast = matchMedia('(prefers-contrast: more)');
const listeners = new Set<() => void>();

const THEMES: Readonly<Record<Exclude<ThemeName, 'system'>, Theme>> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

export function useTheme(): {
  readonly name: ThemeName;
  readonly theme: Theme;
  choose(name: ThemeName): void;
} {
  const key = useSyncExternalStore(subscribe, () => `${stored()} ${systemTheme()}`);
  const [name = 'system', system = 'light'] = key.split(' ') as [ThemeName, keyof typeof THEMES];
  return {
    name,
    theme: THEMES[name === 'system' ? system : name],
    choose(next) {
      localStorage.setItem(STORED, next);
      for (const listener of listeners) listener();
    },
  };
}

function stored(): ThemeName {
  const value = localStorage.getItem(STORED);
  return THEME_NAMES.find(name => name === value) ?? 'system';
}

function systemTheme(): keyof typeof THEMES {
  if (isContrast.matches) return 'contrast';
  return isDark.matches ? 'dark' : 'light';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  isDark.addEventListener('change', listener);
  isContrast.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    isDark.removeEventListener('change', listener);
    isContrast.removeEventListener('change', listener);
  };
}
