import { useState } from 'react';
import { JsonEditor } from '../../../../components/json-editor.tsx';
import type { EditorProps } from './editor.ts';

/** Any value, as JSON. A text that is none is kept as it is, and said to be none. */
export function JsonEntryEditor({ parameter, value, entry, control, onChange }: EditorProps) {
  const [text, setText] = useState(() => textOf(value, entry));
  const describedBy = control['aria-describedby'];
  const invalid = control['aria-invalid'];
  return (
    <JsonEditor
      label={parameter.displayName}
      value={text}
      height="180px"
      onChange={typed => {
        setText(typed);
        onChange(read(typed));
      }}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(invalid === undefined ? {} : { 'aria-invalid': invalid })}
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
