import { Button, makeStyles, Tag, TagGroup, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { assign } from '#strings/assign';

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginTop: tokens.spacingVerticalS,
    maxHeight: '260px',
    overflowY: 'auto',
  },
  tags: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
  },
  tag: {
    maxWidth: '100%',
    height: 'auto',
    minHeight: '32px',
    overflowWrap: 'anywhere',
    '& .fui-Tag__primaryText': { whiteSpace: 'normal' },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  said: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Above this, all can be taken away at once. */
const MANY = 4;

/** The values of a list as tokens; each can be taken away, by the mouse, Backspace or Delete. */
export function TokenList({
  label,
  values,
  textOf = text => text,
  onRemove,
  onClear,
}: {
  /** What the values are of. */
  readonly label: string;
  readonly values: readonly string[];
  /** How a value reads. */
  textOf?(value: string): string;
  onRemove(value: string): void;
  onClear(): void;
}) {
  const styles = useStyles();
  if (values.length === 0)
    return (
      <div className={styles.frame}>{<span className={styles.quiet}>{assign.parameters.noValues}</span>}</div>
    );
  return (
    <div className={styles.frame}>
      <TagGroup
        className={styles.tags}
        aria-label={assign.parameters.values(label)}
        dismissible
        onDismiss={(_, { value }) => onRemove(String(value))}
      >
        {values.map(value => (
          <Tag
            key={value}
            className={styles.tag}
            shape="rounded"
            value={value}
            dismissible
            dismissIcon={{ role: 'img', 'aria-label': assign.parameters.removeValue }}
          >
            {textOf(value)}
          </Tag>
        ))}
      </TagGroup>
      {values.length > MANY && (
        <Button size="small" appearance="transparent" onClick={onClear}>
          {assign.parameters.removeAll}
        </Button>
      )}
    </div>
  );
}

/** Says to screen readers what has become of a list. */
export function useSaid(): readonly [element: React.ReactNode, say: (text: string) => void] {
  const styles = useStyles();
  const [text, setText] = useState('');
  const count = useRef(0);
  return [
    <span key="said" role="status" className={styles.said}>
      {text}
    </span>,
    said => {
      count.current += 1;
      // The same words twice are said twice.
      setText(count.current % 2 === 0 ? said : `${said}\u00a0`);
    },
  ];
}
