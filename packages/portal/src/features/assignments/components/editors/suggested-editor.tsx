import { SuggestedText } from '../../../../components/suggested-text.tsx';
import { useSuggestions } from '../../api/use-suggestions.ts';
import type { EditorProps } from './editor.ts';

/** A text that names something there is a list of: a registry, a publisher, a location. */
export function SuggestedEditor({ hint, value, control, onChange }: EditorProps) {
  const suggestions = useSuggestions(hint?.names);
  return (
    <SuggestedText
      control={control}
      value={typeof value === 'string' ? value : ''}
      suggestions={suggestions}
      onChange={text => onChange(text === '' ? undefined : { value: text })}
    />
  );
}
