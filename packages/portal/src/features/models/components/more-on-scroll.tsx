import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { common } from '#strings/common';

const useStyles = makeStyles({ more: { padding: tokens.spacingVerticalL, textAlign: 'center' } });

/** The end of a list that goes on: asks for more when the reader comes near it, or presses the button. */
export function MoreOnScroll({
  hasMore,
  isLoading,
  onMore,
}: {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  onMore(): void;
}) {
  const styles = useStyles();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasMore || isLoading || end.current === null) return;
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: '600px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isLoading, onMore]);
  if (!hasMore) return null;
  return (
    <div ref={end} className={styles.more}>
      <Button disabled={isLoading} onClick={onMore}>
        {isLoading ? common.loading : common.loadMore}
      </Button>
    </div>
  );
}
