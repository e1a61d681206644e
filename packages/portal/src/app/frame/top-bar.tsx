import {
  Avatar,
  Button,
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import {
  ChevronDown16Regular,
  Navigation24Regular,
  Search20Regular,
  SignOut20Regular,
  WeatherMoon20Regular,
} from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { frame } from '#strings/frame';
import { scopes } from '#strings/scopes';
import { session } from '../../lib/arm.ts';
import { useScope } from '../../lib/scope.ts';
import { THEME_NAMES, type ThemeName, useTheme } from '../../lib/theme.ts';
import { Notifications } from './notifications.tsx';

const ScopePicker = lazy(async () => ({
  default: (await import('../../components/scope-picker.tsx')).ScopePicker,
}));

const useStyles = makeStyles({
  bar: {
    height: '48px',
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground4,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
    '@media (max-width: 640px)': { '& > span': { display: 'none' } },
  },
  search: {
    flex: '0 1 480px',
    minWidth: '44px',
    margin: '0 auto',
    justifyContent: 'start',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  key: {
    marginLeft: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    padding: '0 6px',
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 640px)': { display: 'none' },
  },
  scope: {
    maxWidth: '220px',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    '@media (max-width: 900px)': { maxWidth: '110px' },
  },
  scopeName: { overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** Mark, search, scope, theme, notifications and account. */
export function TopBar({ onNavigation, onSearch }: { onNavigation(): void; onSearch(): void }) {
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <Button
        appearance="subtle"
        icon={<Navigation24Regular />}
        aria-label={frame.openNavigation}
        onClick={onNavigation}
      />
      <span className={styles.mark}>
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width={22} height={22} />
        <span>Sluice</span>
      </span>
      <Button
        className={styles.search}
        icon={<Search20Regular />}
        aria-keyshortcuts="/ Control+K"
        onClick={onSearch}
      >
        {frame.searchEverything}
        <kbd aria-hidden className={styles.key}>
          /
        </kbd>
      </Button>
      <ScopeButton />
      <ThemeMenu />
      <Notifications />
      <AccountMenu />
    </header>
  );
}

function ScopeButton() {
  const styles = useStyles();
  const scope = useScope();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const name = scope?.displayName ?? frame.noScope;
  return (
    <>
      <Button
        appearance="subtle"
        className={styles.scope}
        icon={<ChevronDown16Regular />}
        iconPosition="after"
        aria-label={frame.changeScope(name)}
        title={scope?.id ?? ''}
        onClick={() => setIsOpen(true)}
      >
        <span className={styles.scopeName}>{name}</span>
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen
            title={scopes.pick}
            current={scope?.id}
            onClose={() => setIsOpen(false)}
            onPick={({ id }) => {
              setIsOpen(false);
              void navigate({ to: '.', search: (before: object) => ({ ...before, scope: id }) } as never);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function ThemeMenu() {
  const { name, choose } = useTheme();
  return (
    <Menu
      checkedValues={{ theme: [name] }}
      onCheckedValueChange={(_, { checkedItems }) => choose((checkedItems[0] ?? 'system') as ThemeName)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<WeatherMoon20Regular />} aria-label={frame.theme} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {THEME_NAMES.map(each => (
            <MenuItemRadio key={each} name="theme" value={each}>
              {frame.themes[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function AccountMenu() {
  const { account, signOut } = session();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<Avatar name={account.displayName} size={28} aria-hidden />}
          aria-label={frame.account(account.displayName)}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled>{account.displayName}</MenuItem>
          <MenuItem icon={<SignOut20Regular />} onClick={signOut}>
            {frame.signOut}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
