import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DataTrending20Regular, Table20Regular } from '@fluentui/react-icons';
import { type ReactNode, useId, useState } from 'react';
import { common } from '#strings/common';

const useStyles = makeStyles({
  figure: { margin: 0, minWidth: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalS,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  summary: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase300,
    '& th': { textAlign: 'start', fontWeight: tokens.fontWeightSemibold },
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    '& td + td, & th + th': { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  },
  scroll: { maxHeight: '280px', overflowY: 'auto' },
});

/** The numbers behind a chart: a header, and a row each. */
export type ChartTable = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** What stands around a chart: its title, what it says in a sentence, and the same numbers as a table for whoever wants those. */
export function ChartFrame({
  title,
  summary,
  table,
  children,
}: {
  readonly title: string;
  /** For everybody, and for those who see no chart. */
  readonly summary: string;
  readonly table: ChartTable;
  /** The chart. */
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button
          appearance="subtle"
          size="small"
          icon={isTable ? <DataTrending20Regular /> : <Table20Regular />}
          aria-label={`${title}: ${isTable ? common.asChart : common.asTable}`}
          onClick={() => setIsTable(was => !was)}
        >
          {isTable ? common.asChart : common.asTable}
        </Button>
      </div>
      {isTable ? <NumbersTable title={title} table={table} /> : children}
      <figcaption className={styles.summary}>{summary}</figcaption>
    </figure>
  );
}

function NumbersTable({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  const styles = useStyles();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.header.map(words => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two things may have one name, and rows stay where they are
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={table.header[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
