import { makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { EditorProps } from './editor.ts';

const useStyles = makeStyles({
  area: { '& > textarea': { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } },
});

/** Any value, as JSON. A text that is none is kept as it is, and said to be none. */
export function JsonEntryEditor({ value, entry, control, onChange }: EditorProps) {
  const styles = useStyles();
  const [text, setText] = useState(() => textOf(value, entry));
  return (
    <Textarea
      {...control}
      className={styles.area}
      value={text}
      rows={Math.min(14, Math.max(4, text.split('\n').length))}
      resize="vertical"
      spellCheck={false}
      onChange={(_, { value: typed }) => {
        setText(typed);
        onChange(read(typed));
      }}
    />
  );
}

function textOf(value: EditorProps['value'], entry: EditorProps['entry']): string {
  if (entry !== undefined && 'text' in entry) return entry.text;
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

function read(text: string): Parameters<EditorProps['onChange']>[0] {
  if (text.trim() === '') return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { text };
  }
}
