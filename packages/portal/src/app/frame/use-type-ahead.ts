import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { TypedAhead } from '../../components/search/typed-ahead.ts';

/** What is typed from when the search is called for until its field has the focus. */
export type TypeAhead = {
  readonly text: string;
  begin(): void;
  write(text: string): void;
  enter(): void;
  end(): void;
  /** Ends it, with what was typed; undefined where it has not begun. */
  take(): TypedAhead | undefined;
};

/** Keeps the keys that nothing takes yet: whoever knows the portal types on while it opens. */
export function useTypeAhead(onEscape: () => void): TypeAhead {
  const typed = useRef<TypedAhead>(undefined);
  const [text, setText] = useState('');
  const ahead = useMemo(() => {
    const set = (next: TypedAhead | undefined) => {
      typed.current = next;
      setText(next?.text ?? '');
    };
    return {
      begin: () => set({ text: '', isEntered: false }),
      write: (text: string) => set({ text, isEntered: false }),
      enter: () => set(typed.current && { ...typed.current, isEntered: true }),
      end: () => set(undefined),
      take() {
        const taken = typed.current;
        set(undefined);
        return taken;
      },
    };
  }, []);

  const leave = useEffectEvent(onEscape);
  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      const { key } = event;
      if (typed.current === undefined || isForField(event)) return;
      if (key === 'Escape') leave();
      else if (key === 'Enter') ahead.enter();
      else if (key === 'Backspace') ahead.write(typed.current.text.slice(0, -1));
      else if (isCharacter(event)) ahead.write(typed.current.text + key);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, [ahead]);

  return { text, ...ahead };
}

/** Marks the field that stands in until the search is there: it takes its keys itself. */
export const STAND_IN = 'data-stand-in';

function isForField({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(`[${STAND_IN}]`) !== null;
}

function isCharacter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
}
