import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  section: { marginTop: tokens.spacingVerticalXXL },
  title: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    margin: 0,
    overflowWrap: 'anywhere',
  },
  minor: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  hint: {
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    maxWidth: '80ch',
  },
  content: { marginTop: tokens.spacingVerticalM },
});

/** A part of a page under a heading of its own. */
export function Section({
  title,
  hint,
  level = 2,
  children,
}: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Heading id={id} className={mergeClasses(styles.title, level === 3 && styles.minor)}>
        {title}
      </Heading>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      <div className={styles.content}>{children}</div>
    </section>
  );
}
