import { Button, makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { common } from '#strings/common';
import { number } from '../lib/format/number.ts';
import { numbersTo } from '../lib/numbers-to.ts';
import type { Sort } from '../lib/sort.ts';
import { ErrorState } from './states.tsx';

export type { Sort } from '../lib/sort.ts';

export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** Pixels to begin with; the reader may change it. */
  readonly width: number;
  readonly align?: 'end';
  cell(row: Row): ReactNode;
  /** When the column can be sorted by. */
  readonly isSortable?: boolean;
};

export type ResourceTableProps<Row> = {
  /** What the table lists, for screen readers: "Assignments". */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string;
  /** Rows are on their way and none is there yet. */
  readonly isLoading?: boolean;
  /** Shown instead of the table when there is no row. */
  readonly empty: ReactNode;
  readonly sort?: Sort;
  onSort?(sort: Sort): void;
  /** How many rows there are in all, where it is known. */
  readonly total?: number | undefined;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  /** Why the next rows did not come. They are asked for again when the reader says so. */
  readonly moreError?: unknown;
  /** Asked for when the reader comes near the end. */
  onMore?(): void;
  readonly isSelected?: (row: Row) => boolean;
};

const ROW_HEIGHT = 36;
const NEAR_THE_END = 20;
const LEAST_WIDTH = 60;

const useStyles = makeStyles({
  frame: {
    overflow: 'auto',
    maxHeight: 'calc(100vh - 220px)',
    minHeight: '160px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  table: {
    borderCollapse: 'separate',
    borderSpacing: 0,
    tableLayout: 'fixed',
    minWidth: '100%',
    fontSize: tokens.fontSizeBase300,
  },
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground2 },
  headCell: {
    position: 'relative',
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    padding: `0 ${tokens.spacingHorizontalS}`,
    height: `${ROW_HEIGHT}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  cell: {
    padding: `0 ${tokens.spacingHorizontalS}`,
    height: `${ROW_HEIGHT}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  end: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  row: {
    // Grounds on which links can be read in the dark theme too; its lighter greys leave them less than 4.5 to 1.
    ':hover': { backgroundColor: tokens.colorNeutralBackground2 },
    ':focus-within': { backgroundColor: tokens.colorBrandBackground2 },
  },
  selected: { backgroundColor: tokens.colorBrandBackground2 },
  sort: {
    minWidth: 0,
    padding: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    justifyContent: 'start',
  },
  grip: {
    position: 'absolute',
    top: 0,
    right: 0,
    width: '8px',
    height: '100%',
    cursor: 'col-resize',
    touchAction: 'none',
    ':hover': { backgroundColor: tokens.colorBrandBackground },
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

/**
 * A list of one kind of thing: sticky header, columns to sort and to drag, only the visible rows in the page, more rows as the reader
 * comes near the end. Arrow keys move from the first link of a row to that of the next.
 */
export function ResourceTable<Row>(props: ResourceTableProps<Row>) {
  const { label, columns, rows, rowKey, isLoading = false, empty, sort, onSort, total } = props;
  const { hasMore = false, isLoadingMore = false, moreError, onMore, isSelected } = props;
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const widthOf = ({ id, width }: Column<Row>) => widths[id] ?? width;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && moreError === undefined && last >= rows.length - NEAR_THE_END)
      onMore?.();
  }, [hasMore, isLoadingMore, moreError, last, rows.length, onMore]);

  const failed =
    moreError === undefined ? null : (
      <ErrorState error={moreError} what={common.moreFailed} onRetry={() => onMore?.()} />
    );
  if (!isLoading && rows.length === 0) return failed ?? <>{empty}</>;
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <>
      <div ref={frame} className={styles.frame}>
        <table
          className={styles.table}
          aria-label={label}
          aria-rowcount={total ?? (hasMore ? -1 : rows.length + 1)}
          aria-busy={isLoading}
          style={{ width: columns.reduce((sum, column) => sum + widthOf(column), 0) }}
          onKeyDown={moveByRow}
        >
          <colgroup>
            {columns.map(column => (
              <col key={column.id} style={{ width: widthOf(column) }} />
            ))}
          </colgroup>
          <thead className={styles.head}>
            <tr>
              {columns.map(column => (
                <th
                  key={column.id}
                  scope="col"
                  className={mergeClasses(styles.headCell, column.align === 'end' && styles.end)}
                  {...(sort?.column === column.id
                    ? { 'aria-sort': sort.descending ? ('descending' as const) : ('ascending' as const) }
                    : {})}
                >
                  {column.isSortable === true && onSort !== undefined ? (
                    <Button
                      appearance="transparent"
                      size="small"
                      className={styles.sort}
                      iconPosition="after"
                      icon={
                        sort?.column === column.id ? (
                          sort.descending ? (
                            <ArrowDown16Regular />
                          ) : (
                            <ArrowUp16Regular />
                          )
                        ) : null
                      }
                      onClick={() =>
                        onSort({
                          column: column.id,
                          descending: sort?.column === column.id && !sort.descending,
                        })
                      }
                    >
                      {column.header}
                    </Button>
                  ) : (
                    column.header
                  )}
                  <Grip
                    className={styles.grip}
                    onDrag={moved =>
                      setWidths(before => ({
                        ...before,
                        [column.id]: Math.max(LEAST_WIDTH, (before[column.id] ?? column.width) + moved),
                      }))
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {isLoading && rows.length === 0
              ? numbersTo(8).map(line => (
                  <tr key={line}>
                    {columns.map(({ id }) => (
                      <td key={id} className={styles.cell}>
                        <Skeleton aria-label={common.loading}>
                          <SkeletonItem size={12} />
                        </Skeleton>
                      </td>
                    ))}
                  </tr>
                ))
              : null}
            {above > 0 && (
              <tr aria-hidden>
                <td colSpan={columns.length} style={{ height: above, padding: 0 }} />
              </tr>
            )}
            {shown.map(({ index }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <tr
                  key={rowKey(row)}
                  aria-rowindex={index + 2}
                  className={mergeClasses(styles.row, isSelected?.(row) === true && styles.selected)}
                >
                  {columns.map(column => (
                    <td
                      key={column.id}
                      className={mergeClasses(styles.cell, column.align === 'end' && styles.end)}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            {below > 0 && (
              <tr aria-hidden>
                <td colSpan={columns.length} style={{ height: below, padding: 0 }} />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {failed}
      <div className={styles.foot}>
        <span role="status">
          {total === undefined || total === rows.length
            ? common.rows(number(rows.length) + (hasMore ? '+' : ''))
            : common.ofTotal(`1–${number(rows.length)}`, number(total))}
        </span>
        {hasMore && (
          <Button size="small" disabledFocusable={isLoadingMore} onClick={() => onMore?.()}>
            {isLoadingMore ? common.loading : common.loadMore}
          </Button>
        )}
      </div>
    </>
  );
}

/** The right edge of a column, to be dragged. The mouse's business: nothing is hidden from those who have none. */
function Grip({ className, onDrag }: { readonly className: string; onDrag(moved: number): void }) {
  return (
    <span
      aria-hidden
      className={className}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={event => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event.movementX);
      }}
    />
  );
}

function moveByRow(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('tbody tr');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector<HTMLElement>('a, button');
  if (link === null || link === undefined) return;
  event.preventDefault();
  link.focus();
}
