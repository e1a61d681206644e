import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { filters as words } from '#strings/filters';
import type { TextOf } from './filter.ts';

const useStyles = makeStyles({ form: { display: 'grid', gap: tokens.spacingVerticalM } });

/** The field of a filter that is typed; an empty one lets everything through. */
export function TextFilter({
  filter,
  value,
  onApply,
}: {
  readonly filter: TextOf;
  readonly value: string;
  onApply(text: string): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        onApply(text.trim());
      }}
    >
      <Field label={filter.label} {...(filter.hint === undefined ? {} : { hint: filter.hint })}>
        <Input value={text} onChange={(_, { value: typed }) => setText(typed)} autoComplete="off" />
      </Field>
      <Button type="submit">{words.apply}</Button>
    </form>
  );
}
