import { makeStyles, SearchBox } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';

/** Long enough that typing a word asks once, short enough that nobody waits. */
const PAUSE_MS = 250;

const useStyles = makeStyles({ field: { width: 'min(360px, 100%)', maxWidth: 'none' } });

/** A field that narrows a list as somebody types. `label` is its name and what it shows while it is empty. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  onChange(text: string): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;

  // Changed from outside: filters were cleared, or the reader went back.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      tell.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <SearchBox
      className={styles.field}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(_, { value: typed }) => setText(typed)}
    />
  );
}
