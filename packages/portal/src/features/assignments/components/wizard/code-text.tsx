import { makeStyles, tokens } from '@fluentui/react-components';
import { CopyButton } from '../../../../components/copy-button.tsx';

const useStyles = makeStyles({
  frame: { position: 'relative', minWidth: 0 },
  scroll: {
    overflow: 'auto',
    maxHeight: '60vh',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  copy: { position: 'absolute', top: tokens.spacingVerticalXS, right: tokens.spacingHorizontalS },
});

/** A text of some language to be read and copied. */
export function CodeText({ text, label }: { readonly text: string; readonly label: string }) {
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={label}>
        <pre className={styles.text}>{text}</pre>
      </section>
      <span className={styles.copy}>
        <CopyButton text={text} label={label} />
      </span>
    </div>
  );
}
