import { Input, Textarea } from '@fluentui/react-components';
import type { EditorProps } from './editor.ts';

/** A text. One of several lines gets the room for them. An empty field takes back what was given. */
export function TextEditor({ value, control, onChange }: EditorProps) {
  const text = typeof value === 'string' ? value : '';
  const change = (typed: string) => onChange(typed === '' ? undefined : { value: typed });
  if (text.includes('\n'))
    return (
      <Textarea
        {...control}
        value={text}
        rows={4}
        resize="vertical"
        onChange={(_, { value: typed }) => change(typed)}
      />
    );
  return (
    <Input {...control} value={text} autoComplete="off" onChange={(_, { value: typed }) => change(typed)} />
  );
}
