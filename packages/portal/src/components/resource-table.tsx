import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { common } from '#strings/common';
import { type CsvColumn, csvColumns } from '../lib/csv.ts';
import { numbersTo } from '../lib/numbers-to.ts';
import { readSort, type Sort, writeSort } from '../lib/sort.ts';
import { sortRows } from '../lib/sort-rows.ts';
import { useUrlState } from '../lib/url-state.ts';
import { CsvButton } from './csv-button.tsx';
import { type Column, ROW_HEIGHT } from './resource-table/column.ts';
import { ColumnHead } from './resource-table/column-head.tsx';
import { TableFoot } from './resource-table/table-foot.tsx';
import { useKeptPlace } from './resource-table/use-kept-place.ts';
import { ErrorState } from './states.tsx';

export type { Sort } from '../lib/sort.ts';
export type { Column } from './resource-table/column.ts';

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
  /** Another order is wanted, of those whose columns are `isSortable`. */
  onSort?(sort: Sort): void;
  /** The table orders the rows itself, by columns with a `value`, once all are here. This parameter of the address keeps the order. */
  readonly sortIn?: string;
  /** Offers the rows as a file of this name, with the columns that have a `value`. */
  readonly csv?: TableCsv<Row>;
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

export type TableCsv<Row> = {
  /** The name of the file, before the day. */
  readonly file: string;
  /** What the file has beside the columns of the table, such as ids. */
  readonly also?: readonly CsvColumn<Row>[];
  /** Reads all rows where the table has a part of them; without it there is no file until all are here. */
  readonly readAll?: () => Promise<readonly Row[]>;
};

const NEAR_THE_END = 20;

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
});

/**
 * A list of one kind of thing: sticky header, columns to sort by and to make wider, only the visible rows in the page, more rows as the
 * reader comes near the end. Arrow keys move from the first link of a row to that of the next.
 */
export function ResourceTable<Row>(props: ResourceTableProps<Row>) {
  const { label, columns, rowKey, isLoading = false, empty, csv, total } = props;
  const { hasMore = false, isLoadingMore = false, moreError, onMore, isSelected } = props;
  const styles = useStyles();
  const frame = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const widthOf = ({ id, width }: Column<Row>) => widths[id] ?? width;
  const { rows, sort, sortBy } = useOrder(props, hasMore);
  const place = useKeptPlace(label, frame, rows.length);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: place.offset,
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
      <div ref={frame} className={styles.frame} data-scroll-restoration-id={place.id}>
        <table
          className={styles.table}
          aria-label={label}
          aria-rowcount={rowCount(total, hasMore, rows.length)}
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
            <tr aria-rowindex={1}>
              {columns.map(column => (
                <ColumnHead
                  key={column.id}
                  column={column}
                  width={widthOf(column)}
                  onWidth={width => setWidths(before => ({ ...before, [column.id]: width }))}
                  sort={sort}
                  onSort={sortBy(column)}
                />
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
      <TableFoot
        count={isLoading && rows.length === 0 ? undefined : rows.length}
        total={total}
        hasMore={hasMore}
        isLoadingMore={isLoadingMore}
        onMore={() => onMore?.()}
      >
        {csv !== undefined && (
          <CsvButton
            what={label}
            file={csv.file}
            columns={[...csvColumns(columns), ...(csv.also ?? [])]}
            rows={rows}
            isWhole={!hasMore}
            {...(csv.readAll === undefined ? {} : { readAll: csv.readAll })}
          />
        )}
      </TableFoot>
    </>
  );
}

/** The rows in their order, the order, and what sorts by a column. */
function useOrder<Row>(
  { columns, rows, sort, onSort, sortIn }: ResourceTableProps<Row>,
  hasMore: boolean,
): {
  readonly rows: readonly Row[];
  readonly sort: Sort | undefined;
  sortBy(column: Column<Row>): ((sort: Sort) => void) | undefined;
} {
  const [url, change] = useUrlState<string>();
  const kept = sortIn === undefined || hasMore ? undefined : url[sortIn];
  const own = readSort(kept);
  const value = columns.find(({ id }) => id === own?.column)?.value;
  const descending = own?.descending === true;
  const ordered = useMemo(
    () => (value === undefined ? rows : sortRows(rows, value, descending)),
    [rows, value, descending],
  );
  if (sortIn === undefined)
    return { rows, sort, sortBy: ({ isSortable }) => (isSortable === true ? onSort : undefined) };
  const keep = (next: Sort) => change({ [sortIn]: writeSort(next) }, { replace: true });
  return {
    rows: ordered,
    sort: own,
    // Of a part of the rows nobody knows the first.
    sortBy: column => (column.value === undefined || hasMore ? undefined : keep),
  };
}

/** The header row is one of them. */
function rowCount(total: number | undefined, hasMore: boolean, rows: number): number {
  if (total !== undefined) return total + 1;
  return hasMore ? -1 : rows + 1;
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
