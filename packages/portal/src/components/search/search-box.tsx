import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { search as words } from '#strings/search';
import { number } from '../../lib/format/number.ts';
import type { Place } from '../../lib/page-of.ts';
import { ErrorState } from '../states.tsx';
import type { TypedAhead } from './typed-ahead.ts';
import { useFieldStyles } from './use-field-styles.ts';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

const useStyles = makeStyles({
  key: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    padding: '0 6px',
    color: tokens.colorNeutralForeground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
  list: { overflowY: 'auto', padding: tokens.spacingVerticalXS },
  title: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXXS}`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  option: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `6px ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  active: {
    color: tokens.colorNeutralForeground1Selected,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandForeground1}`,
  },
  detail: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  told: { padding: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export type SearchBoxProps = {
  /** Takes the focus at once, and shows what there is before anything is typed. */
  readonly isPalette?: boolean;
  /** What was typed before it was there: it goes on with that. */
  takeTyped?(): TypedAhead | undefined;
  /** For whatever stands around the list. */
  readonly listClassName?: string;
  /** Told when the reader has gone somewhere. */
  onGone?(): void;
};

/** Search over everything: pages and actions, policies, models and resources. A combobox: the focus stays in the field. */
export function SearchBox({ isPalette = false, takeTyped, listClassName, onGone }: SearchBoxProps) {
  const styles = useStyles();
  const field = useFieldStyles();
  const navigate = useNavigate();
  const id = useId();
  const root = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [isEntered, setIsEntered] = useState(false);
  const [isOpen, setIsOpen] = useState(isPalette);
  const { sections, isSearching, error, retry } = useSuggestions(text);
  const all = sections.flatMap(({ suggestions }) => suggestions);
  const current = Math.min(active, all.length - 1);
  const isShown = isOpen && (isPalette || text.trim() !== '');

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is there
  useEffect(() => {
    if (!isPalette || input.current === null) return;
    input.current.focus();
    const typed = takeTyped?.();
    if (typed === undefined) return;
    // At once, by hand: the next key may come before React draws.
    input.current.value = typed.text;
    setText(typed.text);
    setIsEntered(typed.isEntered);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what there is for what was entered, when it is drawn
  useEffect(() => {
    if (!isEntered) return;
    setIsEntered(false);
    const chosen = all[current];
    if (chosen !== undefined) go(chosen.place);
  }, [isEntered]);
  useEffect(() => {
    document.getElementById(optionId(id, current))?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  function go({ to, search }: Place): void {
    setText('');
    setIsOpen(isPalette);
    void navigate({ to, search: search as never });
    onGone?.();
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    const moved = moveOf(event.key, current, all.length);
    if (moved !== undefined && isShown) {
      event.preventDefault();
      setActive(moved);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = isShown ? all[current] : undefined;
      if (chosen !== undefined) go(chosen.place);
    } else if (event.key === 'Escape' && isShown && !isPalette) {
      event.stopPropagation();
      setIsOpen(false);
    } else if (event.key === 'ArrowDown') setIsOpen(true);
  }

  return (
    <search
      ref={root}
      onBlur={({ relatedTarget }) => {
        if (!isPalette && !(relatedTarget instanceof Node && root.current?.contains(relatedTarget)))
          setIsOpen(false);
      }}
    >
      <div className={field.field}>
        <Search20Regular aria-hidden />
        <input
          ref={input}
          className={field.input}
          type="text"
          role="combobox"
          aria-label={words.label}
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={id}
          aria-describedby={`${id}-keys`}
          {...(isShown && all.length > 0 ? { 'aria-activedescendant': optionId(id, current) } : {})}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.placeholder}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setActive(0);
            setIsOpen(true);
          }}
          onKeyDown={press}
        />
        {!isPalette && text === '' && <kbd className={styles.key}>/</kbd>}
      </div>
      <span id={`${id}-keys`} className={styles.hidden}>
        {words.keys}
      </span>
      {isShown && (
        <div className={listClassName}>
          <div id={id} role="listbox" aria-label={words.results} className={styles.list}>
            {sections.map(({ title, suggestions }, section) => (
              // biome-ignore lint/a11y/useSemanticElements: parts of a listbox, not of a form
              <div key={title} role="group" aria-labelledby={`${id}-section-${section}`}>
                <div id={`${id}-section-${section}`} role="presentation" className={styles.title}>
                  {title}
                </div>
                {suggestions.map(suggestion => {
                  const index = all.indexOf(suggestion);
                  return (
                    <Option
                      key={suggestion.key}
                      id={optionId(id, index)}
                      suggestion={suggestion}
                      isActive={index === current}
                      onPoint={() => setActive(index)}
                      onChoose={() => go(suggestion.place)}
                    />
                  );
                })}
              </div>
            ))}
          </div>
          {isSearching && <div className={styles.told}>{words.searching}</div>}
          {error !== null && <ErrorState error={error} what={words.failed} onRetry={retry} />}
        </div>
      )}
      <span role="status" className={styles.hidden}>
        {isShown ? (isSearching ? words.searching : words.found(number(all.length))) : ''}
      </span>
    </search>
  );
}

function Option({
  id,
  suggestion,
  isActive,
  onPoint,
  onChoose,
}: {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly isActive: boolean;
  onPoint(): void;
  onChoose(): void;
}) {
  const styles = useStyles();
  const { label, detail, icon: Icon } = suggestion;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={mergeClasses(styles.option, isActive && styles.active)}
      onPointerMove={onPoint}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon aria-hidden />
      <span>
        {label}
        {detail !== '' && <span className={styles.detail}> {detail}</span>}
      </span>
    </div>
  );
}

function optionId(id: string, index: number): string {
  return `${id}-option-${index}`;
}

/** Where a key moves the choice to, around the ends; undefined for other keys. */
function moveOf(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (from + 1) % count;
  return key === 'ArrowUp' ? (from - 1 + count) % count : undefined;
}
