import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Add20Regular, Dismiss12Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { deploy as words } from '#strings/deploy';

const useStyles = makeStyles({
  line: { display: 'flex', gap: tokens.spacingHorizontalS },
  input: { flex: 1, minWidth: 0 },
  tags: {
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
  },
  tag: { fontWeight: tokens.fontWeightRegular, maxWidth: '100%', overflowWrap: 'anywhere' },
});

/** Tags as `name=value`, each added by Enter or the button. */
export function TagsField({
  value,
  problem,
  onChange,
}: {
  readonly value: readonly string[];
  readonly problem: string | undefined;
  onChange(tags: readonly string[]): void;
}) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');

  function add(): void {
    const tag = typed.trim();
    if (tag === '') return;
    const name = tag.split('=')[0]?.toLowerCase();
    // A name has one value: the newer one.
    onChange([...value.filter(each => each.split('=')[0]?.toLowerCase() !== name), tag]);
    setTyped('');
  }

  return (
    <div>
      <Field
        label={words.tags}
        hint={words.tagsHint}
        {...(problem === undefined ? {} : { validationMessage: problem })}
      >
        <Input
          value={typed}
          autoComplete="off"
          onChange={(_, { value: text }) => setTyped(text)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
          contentAfter={
            <Button
              appearance="transparent"
              size="small"
              icon={<Add20Regular />}
              aria-label={words.addTag}
              onClick={add}
            />
          }
        />
      </Field>
      {value.length > 0 && (
        <ul className={styles.tags} aria-label={words.tags}>
          {value.map(tag => (
            <li key={tag}>
              <Button
                size="small"
                shape="circular"
                className={styles.tag}
                icon={<Dismiss12Regular />}
                iconPosition="after"
                aria-label={words.removeTag(tag)}
                onClick={() => onChange(value.filter(each => each !== tag))}
              >
                {tag}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
