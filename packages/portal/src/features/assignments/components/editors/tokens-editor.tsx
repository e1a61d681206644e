import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { assign } from '#strings/assign';
import { SuggestedText } from '../../../../components/suggested-text.tsx';
import { useSuggestions } from '../../api/use-suggestions.ts';
import { joined } from '../../parameters/joined.ts';
import type { EditorProps } from './editor.ts';
import { TokenList, useSaid } from './token-list.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS },
  text: { flex: 1, minWidth: 0 },
});

/** A list of texts, with what there is to choose from. */
export function TokensEditor({ parameter, hint, value, control, onChange }: EditorProps) {
  const suggestions = useSuggestions(hint?.names);
  return (
    <Tokens
      label={parameter.displayName}
      values={textsIn(value)}
      suggestions={suggestions}
      control={control}
      onChange={values => onChange({ value: values })}
    />
  );
}

/** A list of texts as tokens, and a field that adds to it. */
export function Tokens({
  label,
  values,
  suggestions,
  control,
  onChange,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly suggestions: Parameters<typeof SuggestedText>[0]['suggestions'];
  readonly control?: Parameters<typeof SuggestedText>[0]['control'];
  onChange(values: readonly string[]): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [said, say] = useSaid();

  function add(lines: readonly string[]): void {
    const { all, added } = joined(values, lines);
    setText('');
    if (added > 0) onChange(all);
    say(added > 0 ? assign.parameters.added(added) : assign.parameters.alreadyThere(lines[0] ?? ''));
  }

  const addTyped = () => {
    if (text.trim() !== '') add([text.trim()]);
  };
  const taken = new Set(values.map(each => each.toLowerCase()));
  return (
    <div>
      <div className={styles.row}>
        <div className={styles.text}>
          <SuggestedText
            {...(control === undefined ? {} : { control })}
            value={text}
            suggestions={suggestions.filter(({ value }) => !taken.has(value.toLowerCase()))}
            placeholder={assign.parameters.tokenHint}
            onChange={(typed, isPicked) => (isPicked && typed !== '' ? add([typed]) : setText(typed))}
            onEnter={addTyped}
            onPasteLines={add}
          />
        </div>
        <Button
          aria-label={assign.parameters.addValue(label)}
          disabled={text.trim() === ''}
          onClick={addTyped}
        >
          {assign.parameters.add}
        </Button>
      </div>
      <TokenList
        label={label}
        values={values}
        onRemove={removed => onChange(values.filter(each => each !== removed))}
        onClear={() => onChange([])}
      />
      {said}
    </div>
  );
}

function textsIn(value: EditorProps['value']): readonly string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
