import { makeStyles, tokens } from '@fluentui/react-components';
import { middleTruncated } from '../lib/format/id.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  id: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '100%',
  },
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
});

/** An id: monospaced, shortened in the middle, whole in the tooltip and when copied. `label` says what it is the id of. */
export function IdText({
  id,
  label,
  most,
}: {
  readonly id: string;
  readonly label: string;
  readonly most?: number;
}) {
  const styles = useStyles();
  return (
    <span className={styles.id}>
      <span className={styles.text} title={id}>
        {middleTruncated(id, most)}
      </span>
      <CopyButton text={id} label={label} />
    </span>
  );
}
