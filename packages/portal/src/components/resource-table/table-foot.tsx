import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { common } from '#strings/common';
import { number } from '../../lib/format/number.ts';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

/** How many rows there are, and the way to more of them. */
export function TableFoot({
  count,
  total,
  hasMore,
  isLoadingMore,
  onMore,
  children,
}: {
  /** Undefined while none is there yet. */
  readonly count: number | undefined;
  readonly total: number | undefined;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  onMore(): void;
  /** What else can be done with the rows. */
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.foot}>
      <span role="status">{count === undefined ? common.loading : rowsWords(count, total, hasMore)}</span>
      {hasMore && (
        <Button size="small" disabledFocusable={isLoadingMore} onClick={onMore}>
          {isLoadingMore ? common.loading : common.loadMore}
        </Button>
      )}
      {children}
    </div>
  );
}

function rowsWords(count: number, total: number | undefined, hasMore: boolean): string {
  return total === undefined || total === count
    ? common.rows(number(count) + (hasMore ? '+' : ''))
    : common.ofTotal(`1–${number(count)}`, number(total));
}
