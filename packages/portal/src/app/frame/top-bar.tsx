import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Navigation20Regular, Search20Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { frame } from '#strings/frame';
import { PortalLink } from '../../components/portal-link.tsx';
import { Notifications } from './notifications.tsx';
import { onDemand } from './on-demand.tsx';
import { ScopeButton } from './scope-button.tsx';
import { AccountTrigger, ThemeTrigger } from './triggers.tsx';

const ThemeMenu = onDemand(ThemeTrigger, 'menu', () => import('./theme-menu.tsx'));
const AccountMenu = onDemand(AccountTrigger, 'menu', () => import('./account-menu.tsx'));

const useStyles = makeStyles({
  bar: {
    height: '48px',
    boxSizing: 'border-box',
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `0 ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground4,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  side: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    flex: '1 1 0',
    // The search gives way before a name is cut.
    minWidth: 'max-content',
    '@media (max-width: 640px)': { minWidth: 0 },
  },
  start: { '@media (max-width: 640px)': { flex: '0 0 auto' } },
  end: { justifyContent: 'end' },
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    ':hover': { color: tokens.colorNeutralForeground1, textDecorationLine: 'none' },
    '@media (max-width: 640px)': { '& > span': { display: 'none' } },
  },
  search: {
    flex: '0 1 480px',
    minWidth: '36px',
    justifyContent: 'start',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 640px)': { flex: '0 0 36px', paddingInline: tokens.spacingHorizontalS },
  },
  hint: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    // It is the name of the button: out of sight, not gone.
    '@media (max-width: 640px)': {
      position: 'absolute',
      width: '1px',
      height: '1px',
      clipPath: 'inset(50%)',
    },
  },
  key: {
    marginLeft: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    padding: '0 6px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    '@media (max-width: 900px)': { display: 'none' },
  },
});

export type TopBarProps = {
  /** What the first button does now. */
  readonly navigationLabel: string;
  /** Whether the navigation is open, where it opens and closes. */
  readonly isNavigationOpen: boolean;
  /** Told of the first button. */
  readonly navigationRef: (button: HTMLElement | null) => void;
  onNavigation(): void;
  onSearch(): void;
};

/** Mark, search, scope, theme, notifications and account. */
export function TopBar({
  navigationLabel,
  isNavigationOpen,
  navigationRef,
  onNavigation,
  onSearch,
}: TopBarProps) {
  const styles = useStyles();
  return (
    <header className={styles.bar}>
      <div className={mergeClasses(styles.side, styles.start)}>
        <Button
          ref={navigationRef}
          appearance="subtle"
          icon={<Navigation20Regular />}
          aria-label={navigationLabel}
          title={navigationLabel}
          aria-expanded={isNavigationOpen}
          onClick={onNavigation}
        />
        <PortalLink to="/" className={styles.mark} aria-label={frame.toHome}>
          <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width={22} height={22} />
          <span>{common.product}</span>
        </PortalLink>
      </div>
      <Button
        className={styles.search}
        icon={<Search20Regular />}
        // Where there is no room the words are hidden, and would not count as its name.
        aria-label={frame.searchEverything}
        aria-keyshortcuts="/ Control+K"
        aria-haspopup="dialog"
        onClick={onSearch}
      >
        <span className={styles.hint}>{frame.searchEverything}</span>
        <kbd aria-hidden className={styles.key}>
          /
        </kbd>
      </Button>
      <div className={mergeClasses(styles.side, styles.end)}>
        <ScopeButton />
        <ThemeMenu />
        <Notifications />
        <AccountMenu />
      </div>
    </header>
  );
}
