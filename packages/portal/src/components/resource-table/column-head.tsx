import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons';
import type { Sort } from '../../lib/sort.ts';
import { type Column, ROW_HEIGHT } from './column.ts';
import { ColumnGrip } from './column-grip.tsx';

const useStyles = makeStyles({
  cell: {
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
  end: { textAlign: 'end' },
  words: { overflow: 'hidden', textOverflow: 'ellipsis' },
  sort: {
    minWidth: 0,
    maxWidth: '100%',
    padding: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    justifyContent: 'start',
  },
});

/** The head of a column, with what sorts by it and what makes it wider. */
export function ColumnHead<Row>({
  column: { id, header, align },
  width,
  onWidth,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly width: number;
  onWidth(width: number): void;
  /** The order of the list; undefined when it has none that is known. */
  readonly sort: Sort | undefined;
  /** Undefined: the column cannot be sorted by. */
  readonly onSort: ((sort: Sort) => void) | undefined;
}) {
  const styles = useStyles();
  const sorted = sort?.column === id ? sort : undefined;
  return (
    <th
      scope="col"
      // Not the words of the grip too.
      aria-label={header}
      title={header}
      className={mergeClasses(styles.cell, align === 'end' && styles.end)}
      {...(sorted === undefined
        ? {}
        : { 'aria-sort': sorted.descending ? ('descending' as const) : ('ascending' as const) })}
    >
      {onSort === undefined ? (
        <span>{header}</span>
      ) : (
        <Button
          appearance="transparent"
          size="small"
          className={styles.sort}
          iconPosition="after"
          icon={
            sorted === undefined ? null : sorted.descending ? <ArrowDown16Regular /> : <ArrowUp16Regular />
          }
          onClick={() => onSort({ column: id, descending: sorted !== undefined && !sorted.descending })}
        >
          <span className={styles.words}>{header}</span>
        </Button>
      )}
      <ColumnGrip header={header} width={width} onWidth={onWidth} />
    </th>
  );
}
