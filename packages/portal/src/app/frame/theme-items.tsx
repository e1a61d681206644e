import { MenuItemRadio } from '@fluentui/react-components';
import { frame } from '#strings/frame';
import { THEME_NAMES } from '../../lib/theme.ts';

/** The name that a menu knows the choice of theme by. */
export const THEME_CHOICE = 'theme';

export function ThemeItems() {
  return THEME_NAMES.map(name => (
    <MenuItemRadio key={name} name={THEME_CHOICE} value={name}>
      {frame.themes[name]}
    </MenuItemRadio>
  ));
}
