import { Link, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  button: {
    display: 'block',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'start',
  },
});

/** What a row of a table says first; pressing it shows the row's details on the same page. Whole in the tooltip. */
export function RowButton({
  label,
  title = label,
  onClick,
}: {
  readonly label: string;
  readonly title?: string;
  onClick(): void;
}) {
  const styles = useStyles();
  return (
    <Link as="button" className={styles.button} title={title} onClick={onClick}>
      {label}
    </Link>
  );
}
