import { useState } from 'react';

/** What a reader does with a field that searches a list. */
export type Typing = {
  /** Since something was chosen last; undefined: nothing, and the field shows what is chosen. */
  readonly typed: string | undefined;
  readonly isOpen: boolean;
  /** Whoever types wants to see what is found. */
  type(text: string): void;
  show(isOpen: boolean): void;
  /** Forgets what was typed. */
  end(): void;
};

/** For a `SearchCombobox`: whoever draws one asks by this for what is found. */
export function useTyping(): Typing {
  const [typed, setTyped] = useState<string>();
  const [isOpen, setIsOpen] = useState(false);
  return {
    typed,
    isOpen,
    type: text => {
      setTyped(text);
      setIsOpen(true);
    },
    show: setIsOpen,
    end: () => setTyped(undefined),
  };
}
