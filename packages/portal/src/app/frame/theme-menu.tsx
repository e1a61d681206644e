import { Menu, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { chooseTheme, type ThemeName, useTheme } from '../../lib/theme.ts';
import { THEME_CHOICE, ThemeItems } from './theme-items.tsx';
import { ThemeTrigger } from './triggers.tsx';

export default function ThemeMenu() {
  const { name } = useTheme();
  return (
    <Menu
      defaultOpen
      checkedValues={{ [THEME_CHOICE]: [name] }}
      onCheckedValueChange={(_, { checkedItems: [chosen = 'system'] }) => chooseTheme(chosen as ThemeName)}
    >
      <MenuTrigger disableButtonEnhancement>
        <ThemeTrigger />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <ThemeItems />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
