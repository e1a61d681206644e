import { Combobox, type ComboboxProps } from '@fluentui/react-components';
import type { ReactNode, SyntheticEvent } from 'react';
import type { Typing } from '../lib/use-typing.ts';
import { TypedCounts } from './typed-counts.tsx';

export type SearchComboboxProps = Pick<ComboboxProps, 'aria-label' | 'className' | 'placeholder'> & {
  readonly typing: Typing;
  /** The value of the chosen option; empty: that of choosing nothing, or none. */
  readonly chosen: string;
  /** What is chosen, in words: shown until something is typed. */
  readonly text: string;
  /** Whether the options are those for what is typed now. Until they are, neither Enter nor Tab takes one of them. */
  readonly isCurrent?: boolean;
  /** The options. */
  readonly children: ReactNode;
  /** What may be chosen without an option: as it is to be chosen. */
  readTyped?(text: string): string | undefined;
  onPick(value: string): void;
};

/** Picks one of a list that typing searches. What is chosen stays so, whatever is typed, until another is. */
export function SearchCombobox({
  typing: { typed, isOpen, type, show, end },
  chosen,
  text,
  isCurrent = true,
  children,
  readTyped,
  onPick,
  ...look
}: SearchComboboxProps) {
  const isSearching = typed !== undefined && !isCurrent;
  // Tab takes the option that is gone to: whoever has typed nothing leaves the field as it was.
  const goesToNone = isSearching || typed === undefined || typed.trim() === '';

  function settle(): void {
    end();
    const read = typed === undefined ? undefined : readTyped?.(typed);
    if (read !== undefined && read !== chosen) onPick(read);
  }

  return (
    <Combobox
      {...look}
      freeform
      autoComplete="off"
      value={typed ?? text}
      selectedOptions={[chosen]}
      open={isOpen}
      disableAutoFocus={goesToNone}
      onOpenChange={(event, { open }) => {
        if (!open && isSearching && keyOf(event) === 'Enter') return;
        show(open);
        if (!open && keyOf(event) === 'Escape') end();
      }}
      onChange={event => type(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
        event.preventDefault();
        if (typed === undefined || readTyped?.(typed) === undefined) return;
        show(false);
        settle();
      }}
      onBlur={settle}
      onOptionSelect={(_, { optionValue }) => {
        // None: typing has left what is chosen, which chooses nothing yet.
        if (optionValue === undefined) return;
        end();
        if (optionValue !== chosen) onPick(optionValue);
      }}
    >
      {goesToNone && <TypedCounts text={typed ?? ''} />}
      {children}
    </Combobox>
  );
}

function keyOf(event: SyntheticEvent | Event): string | undefined {
  return 'key' in event && typeof event.key === 'string' ? event.key : undefined;
}
