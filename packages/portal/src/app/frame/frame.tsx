import { makeStyles, tokens } from '@fluentui/react-components';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { frame } from '#strings/frame';
import { LoadingLines } from '../../components/states.tsx';
import { useGiveFocusBack } from '../../lib/use-give-focus-back.ts';
import { useMedia } from '../../lib/use-media.ts';
import { Navigation } from './navigation.tsx';
import { useScanNotifications } from './scan-notifications.ts';
import { ScopeGate } from './scope-gate.tsx';
import { TopBar } from './top-bar.tsx';
import { useSearchKeys } from './use-search-keys.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('../../features/search/components/command-palette.tsx')).CommandPalette,
}));

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  body: { display: 'flex', flex: 1, minHeight: 0, position: 'relative' },
  main: { flex: 1, minWidth: 0, overflowY: 'auto', outlineStyle: 'none' },
  pending: { padding: tokens.spacingHorizontalXXL },
  cover: { position: 'absolute', inset: 0, zIndex: 29, backgroundColor: tokens.colorBackgroundOverlay },
  skip: {
    position: 'absolute',
    left: '-999px',
    zIndex: 100,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    ':focus': { left: tokens.spacingHorizontalS, top: tokens.spacingVerticalSNudge },
  },
});

/** What stands around every page. */
export function Frame() {
  const styles = useStyles();
  const isSmall = useMedia('(max-width: 1024px)');
  const [isWide, setIsWide] = useState(true);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const [isSearching, setIsSearching] = useState(false);
  /** Whether somebody has searched yet: from then on the palette stays, closed. */
  const [isSearchWanted, setIsSearchWanted] = useState(false);
  const opener = useRef<HTMLElement>(null);
  const keepOpener = useCallback((button: HTMLElement | null) => {
    opener.current = button;
  }, []);
  const isCovered = isSmall && isDrawerOpen;
  const search = useCallback(() => {
    setIsSearching(true);
    setIsSearchWanted(true);
  }, []);
  useSearchKeys(search);
  useGiveFocusBack(isSearching);
  useScanNotifications();
  // A drawer that a wide window made superfluous does not come back by itself.
  useEffect(() => setIsDrawerOpen(open => open && isSmall), [isSmall]);

  function closeDrawer(): void {
    setIsDrawerOpen(false);
    opener.current?.focus();
  }

  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {frame.skip}
      </a>
      <TopBar
        navigationRef={keepOpener}
        navigationLabel={navigationLabel(isSmall, isSmall ? isDrawerOpen : isWide)}
        isNavigationOpen={isSmall ? isDrawerOpen : isWide}
        onNavigation={() => (isSmall ? setIsDrawerOpen(open => !open) : setIsWide(wide => !wide))}
        onSearch={search}
      />
      <div className={styles.body}>
        {(!isSmall || isDrawerOpen) && (
          <Navigation
            look={isSmall ? 'drawer' : isWide ? 'wide' : 'narrow'}
            onFollow={() => setIsDrawerOpen(false)}
            onClose={closeDrawer}
          />
        )}
        {isCovered && <div aria-hidden className={styles.cover} onPointerDown={closeDrawer} />}
        <main id="content" className={styles.main} tabIndex={-1} inert={isCovered}>
          <Suspense
            fallback={
              <div className={styles.pending}>
                <LoadingLines lines={8} />
              </div>
            }
          >
            <ScopeGate>
              <Outlet />
            </ScopeGate>
          </Suspense>
        </main>
      </div>
      {isSearchWanted && (
        <Suspense fallback={null}>
          <CommandPalette isOpen={isSearching} onClose={() => setIsSearching(false)} />
        </Suspense>
      )}
    </div>
  );
}

function navigationLabel(isSmall: boolean, isOpen: boolean): string {
  if (isSmall) return isOpen ? frame.closeNavigation : frame.openNavigation;
  return isOpen ? frame.collapseNavigation : frame.expandNavigation;
}
