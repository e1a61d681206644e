import { makeStyles, tokens } from '@fluentui/react-components';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { frame } from '#strings/frame';
import { LoadingLines } from '../../components/states.tsx';
import { useMedia } from '../../lib/use-media.ts';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

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
  body: { display: 'flex', flex: 1, minHeight: 0 },
  main: { flex: 1, minWidth: 0, overflowY: 'auto' },
  skip: {
    position: 'absolute',
    left: '-999px',
    ':focus': { left: tokens.spacingHorizontalM, top: tokens.spacingVerticalM, zIndex: 100 },
  },
});

/** What stands around every page. */
export function Frame() {
  const styles = useStyles();
  const isSmall = useMedia('(max-width: 1024px)');
  const [isWide, setIsWide] = useState(true);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const [isSearching, setIsSearching] = useState(false);

  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      const isShortcut = event.key === '/' && !isTyping(event.target);
      if (!isShortcut && !(event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      setIsSearching(true);
    }
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {frame.skip}
      </a>
      <TopBar
        onNavigation={() => (isSmall ? setIsDrawerOpen(open => !open) : setIsWide(wide => !wide))}
        onSearch={() => setIsSearching(true)}
      />
      <div className={styles.body}>
        {(!isSmall || isDrawerOpen) && (
          <Navigation
            look={isSmall ? 'drawer' : isWide ? 'wide' : 'narrow'}
            onFollow={() => setIsDrawerOpen(false)}
          />
        )}
        <main id="content" className={styles.main} tabIndex={-1}>
          <Suspense fallback={<LoadingLines lines={8} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {isSearching && (
        <Suspense fallback={null}>
          <CommandPalette onClose={() => setIsSearching(false)} />
        </Suspense>
      )}
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
