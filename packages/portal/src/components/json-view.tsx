import { makeStyles, tokens } from '@fluentui/react-components';
import type { JsonValue } from '@sluice/arm/protocol';
import { useMemo } from 'react';
import { jsonTokens } from '../lib/json-text/json-tokens.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  frame: { position: 'relative', minWidth: 0 },
  scroll: {
    overflow: 'auto',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  json: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  copy: { position: 'absolute', top: tokens.spacingVerticalXS, right: tokens.spacingHorizontalS },
  name: { color: tokens.colorBrandForeground1 },
  text: { color: tokens.colorPaletteGreenForeground1 },
  other: { color: tokens.colorPaletteBerryForeground1 },
});

/** JSON to be read: indented and coloured, selectable, with a copy button. `label` names it to screen readers. */
export function JsonView({
  value,
  label,
  maxHeight = '60vh',
}: {
  readonly value: JsonValue;
  readonly label: string;
  readonly maxHeight?: string;
}) {
  const styles = useStyles();
  const text = useMemo(() => JSON.stringify(value, null, 2), [value]);
  const parts = useMemo(() => jsonTokens(text), [text]);
  const looks = { name: styles.name, text: styles.text, other: styles.other, plain: undefined };
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={styles.scroll} style={{ maxHeight }} tabIndex={0} aria-label={label}>
        <pre className={styles.json}>
          {parts.map(({ kind, text: part, start }) => (
            <span key={start} className={looks[kind]}>
              {part}
            </span>
          ))}
        </pre>
      </section>
      <span className={styles.copy}>
        <CopyButton text={text} label={label} />
      </span>
    </div>
  );
}
