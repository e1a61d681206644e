import { Combobox, type FieldControlProps, makeStyles, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { common } from '#strings/common';
import { linesOf } from '../lib/lines-of.ts';
import { isSuggestion, type Suggestion, suggestionsFor } from '../lib/suggestions.ts';
import { TypedCounts } from './typed-counts.tsx';

const useStyles = makeStyles({
  all: { width: '100%', minWidth: 0 },
  input: { minWidth: 0 },
  list: { maxHeight: '40vh' },
});

/** A field that offers what there is and takes any other text too. */
export function SuggestedText({
  value,
  suggestions,
  control = {},
  placeholder,
  isDisabled = false,
  onChange,
  onEnter,
  onPasteLines,
}: {
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  readonly control?: FieldControlProps & { readonly 'aria-label'?: string };
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** `isPicked`: an option was chosen, as opposed to typed at. */
  onChange(text: string, isPicked: boolean): void;
  /** Enter was pressed while no option was chosen. */
  readonly onEnter?: () => void;
  /** Several lines were pasted. */
  readonly onPasteLines?: (lines: readonly string[]) => void;
}) {
  const styles = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const offered = suggestionsFor(value, suggestions);
  return (
    <Combobox
      {...control}
      className={styles.all}
      input={{ className: styles.input }}
      listbox={{ className: styles.list }}
      freeform
      disableAutoFocus
      disabled={isDisabled}
      autoComplete="off"
      {...(placeholder === undefined ? {} : { placeholder })}
      value={value}
      selectedOptions={[]}
      open={isOpen}
      onOpenChange={(_, { open }) => setIsOpen(open)}
      onChange={event => {
        // Nothing is left to choose where it is one of them: the list would only lie over the next field.
        setIsOpen(!isSuggestion(event.target.value, suggestions));
        onChange(event.target.value, false);
      }}
      onOptionSelect={(_, { optionText, optionValue }) => {
        if (optionValue !== undefined || optionText !== undefined) onChange(optionText ?? '', true);
      }}
      onKeyDown={event => {
        // Fluent leaves the list open where Tab leads to the arrow of the same field.
        if (event.key === 'Tab') setIsOpen(false);
        const isOnOption = event.currentTarget.getAttribute('aria-activedescendant');
        if (event.key !== 'Enter' || onEnter === undefined || isOnOption) return;
        event.preventDefault();
        setIsOpen(false);
        onEnter();
      }}
      onPaste={event => {
        const lines = linesOf(event.clipboardData.getData('text'));
        if (onPasteLines === undefined || lines.length < 2) return;
        event.preventDefault();
        setIsOpen(false);
        onPasteLines(lines);
      }}
    >
      <TypedCounts text={value} />
      {offered.map(({ value: text, detail }) => (
        <Option key={text} value={text} text={text}>
          {detail === undefined ? text : `${text}  (${detail})`}
        </Option>
      ))}
      {offered.length === 0 && (
        <Option key="none" value="" text="" disabled>
          {common.anyText}
        </Option>
      )}
    </Combobox>
  );
}
