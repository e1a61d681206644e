import { makeStyles, tokens } from '@fluentui/react-components';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { frame } from '#strings/frame';
import { lazyPart } from '../../components/lazy-part.tsx';
import { LoadingLines } from '../../components/states.tsx';
import { useGiveFocusBack } from '../../lib/use-give-focus-back.ts';
import { useMedia } from '../../lib/use-media.ts';
import { Navigation } from './navigation.tsx';
import { PaletteStandIn } from './palette-stand-in.tsx';
import { useScanNotifications } from './scan-notifications.ts';
import { ScopeGate } from './scope-gate.tsx';
import { TopBar } from './top-bar.tsx';
import { useSearchKeys } from './use-search-keys.ts';
import { useTypeAhead } from './use-type-ahead.ts';
import { useWanted } from './use-wanted.ts';

const CommandPalette = lazyPart(
  async () => (await import('../../features/search/components/command-palette.tsx')).CommandPalette,
);

const IDLE_AFTER_MS = 3_000;

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
  /** From when somebody has searched the palette stays, closed. */
  const palette = useWanted(CommandPalette);
  const opener = useRef<HTMLElement>(null);
  const keepOpener = useCallback((button: HTMLElement | null) => {
    opener.current = button;
  }, []);
  const isCovered = isSmall && isDrawerOpen;
  const ahead = useTypeAhead(leaveSearch);
  function search(): void {
    if (isSearching) return;
    setIsSearching(true);
    ahead.begin();
    palette.want();
  }
  function leaveSearch(): void {
    setIsSearching(false);
    ahead.end();
    palette.leave();
  }
  useSearchKeys(search);
  usePreparedWhenIdle(palette.prepare);
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
      {palette.state === 'here' ? (
        <CommandPalette isOpen={isSearching} takeTyped={ahead.take} onClose={leaveSearch} />
      ) : (
        isSearching && <PaletteStandIn ahead={ahead} wanted={palette} onClose={leaveSearch} />
      )}
    </div>
  );
}

/** Once there is nothing else to do: the search opens at once then, and where the server has gone away since. */
function usePreparedWhenIdle(prepare: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    // Safari does not tell of idleness.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(prepare, IDLE_AFTER_MS);
      return () => clearTimeout(timer);
    }
    const call = requestIdleCallback(prepare, { timeout: IDLE_AFTER_MS });
    return () => cancelIdleCallback(call);
  }, []);
}

function navigationLabel(isSmall: boolean, isOpen: boolean): string {
  if (isSmall) return isOpen ? frame.closeNavigation : frame.openNavigation;
  return isOpen ? frame.collapseNavigation : frame.expandNavigation;
}
