import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { frame } from '#strings/frame';
import { NAV } from './nav-items.ts';

const useStyles = makeStyles({
  nav: {
    width: '220px',
    flexShrink: 0,
    overflowY: 'auto',
    padding: tokens.spacingVerticalS,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  narrow: { width: '56px' },
  drawer: {
    position: 'fixed',
    top: '48px',
    bottom: 0,
    left: 0,
    zIndex: 30,
    width: '260px',
    boxShadow: tokens.shadow28,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  title: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightSemibold,
    margin: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `6px ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground3Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandForeground1}`,
  },
  icon: { flexShrink: 0, display: 'flex' },
});

/** The left navigation: icons and words, icons alone, or a drawer on narrow screens. */
export function Navigation({
  look,
  onFollow,
}: {
  readonly look: 'wide' | 'narrow' | 'drawer';
  /** A link was followed. */
  onFollow(): void;
}) {
  const styles = useStyles();
  const words = look === 'narrow' ? styles.hidden : undefined;
  return (
    <nav
      aria-label={frame.navigation}
      className={mergeClasses(
        styles.nav,
        look === 'narrow' && styles.narrow,
        look === 'drawer' && styles.drawer,
      )}
    >
      {NAV.map(({ title, items }) => (
        <div key={title ?? ''}>
          {title !== undefined && <h2 className={mergeClasses(styles.title, words)}>{title}</h2>}
          <ul className={styles.list}>
            {items.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={styles.link}
                  activeOptions={{ exact: to === '/' || to === '/policy' }}
                  activeProps={{ className: styles.current, 'aria-current': 'page' }}
                  onClick={onFollow}
                  {...(look === 'narrow' ? { title: label } : {})}
                >
                  <span className={styles.icon}>
                    <Icon aria-hidden />
                  </span>
                  <span className={words}>{label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
