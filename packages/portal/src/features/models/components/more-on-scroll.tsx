import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { common } from '#strings/common';
import { ErrorState } from '../../../components/states.tsx';
import type { MorePages } from '../../../lib/more-pages.ts';

const useStyles = makeStyles({ more: { padding: tokens.spacingVerticalL, textAlign: 'center' } });

/** The end of a list that goes on: asks for more when the reader comes near it, or presses the button. Once that failed: for the button alone. */
export function MoreOnScroll({ hasMore, isLoadingMore, moreError, onMore }: MorePages) {
  const styles = useStyles();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasMore || isLoadingMore || moreError !== undefined || end.current === null) return;
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isLoadingMore, moreError, onMore]);
  if (!hasMore) return null;
  return (
    <div ref={end} className={styles.more}>
      {moreError !== undefined && <ErrorState error={moreError} what={common.moreFailed} onRetry={onMore} />}
      <Button disabledFocusable={isLoadingMore} onClick={onMore}>
        {isLoadingMore ? common.loading : common.loadMore}
      </Button>
    </div>
  );
}
