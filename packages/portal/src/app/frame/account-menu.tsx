import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { PeopleTeam20Regular, SignOut20Regular } from '@fluentui/react-icons';
import { useLinkProps } from '@tanstack/react-router';
import { frame } from '#strings/frame';
import { session } from '../../lib/arm.ts';
import { chooseTheme, type ThemeName, useTheme } from '../../lib/theme.ts';
import { useMedia } from '../../lib/use-media.ts';
import { THEME_CHOICE, ThemeItems } from './theme-items.tsx';
import { AccountTrigger } from './triggers.tsx';

const useStyles = makeStyles({
  who: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`, maxWidth: '260px' },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  id: {
    color: tokens.colorNeutralForeground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase100,
    overflowWrap: 'anywhere',
  },
});

/** Who is signed in, where he finds what he may do, and the way out. */
export default function AccountMenu() {
  const styles = useStyles();
  const { account, signOut } = session();
  const { name } = useTheme();
  const isNarrow = useMedia('(max-width: 640px)');
  const access = useLinkProps({
    to: '/manage/access',
    search: { tab: 'principals', name: account.principalId } as never,
  });
  return (
    <Menu
      defaultOpen
      checkedValues={{ [THEME_CHOICE]: [name] }}
      onCheckedValueChange={(_, { checkedItems: [chosen = 'system'] }) => chooseTheme(chosen as ThemeName)}
    >
      <MenuTrigger disableButtonEnhancement>
        <AccountTrigger />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <div className={styles.name}>{account.displayName}</div>
          <div className={styles.id}>{account.principalId}</div>
        </div>
        <MenuList>
          <MenuDivider />
          <MenuItemLink
            href={access.href ?? ''}
            icon={<PeopleTeam20Regular />}
            onClick={access.onClick as never}
          >
            {frame.myAccess}
          </MenuItemLink>
          {isNarrow && (
            <MenuGroup>
              <MenuGroupHeader>{frame.theme}</MenuGroupHeader>
              <ThemeItems />
            </MenuGroup>
          )}
          <MenuDivider />
          <MenuItem icon={<SignOut20Regular />} onClick={signOut}>
            {frame.signOut}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
