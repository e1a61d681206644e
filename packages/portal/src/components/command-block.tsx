import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  block: {
    display: 'flex',
    alignItems: 'start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  text: {
    margin: 0,
    padding: `${tokens.spacingVerticalXS} 0`,
    minWidth: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** Commands to be copied into a shell. `label` says what they are for. */
export function CommandBlock({ text, label }: { readonly text: string; readonly label: string }) {
  const styles = useStyles();
  return (
    <div className={styles.block}>
      <pre className={styles.text}>{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}
