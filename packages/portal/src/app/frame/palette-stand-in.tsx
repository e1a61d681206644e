import { makeStyles, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { search as words } from '#strings/search';
import { PartFailed } from '../../components/part-failed.tsx';
import { STAND_IN, type TypeAhead } from './use-type-ahead.ts';
import type { Wanted } from './use-wanted.ts';

const useStyles = makeStyles({
  cover: { position: 'fixed', inset: 0, zIndex: 40, backgroundColor: tokens.colorBackgroundOverlay },
  surface: {
    position: 'fixed',
    zIndex: 41,
    top: 'min(10vh, 96px)',
    left: 0,
    right: 0,
    margin: '0 auto',
    width: 'min(640px, calc(100vw - 16px))',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalS,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow64,
  },
  field: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '44px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  input: {
    flex: 1,
    minWidth: 0,
    height: '100%',
    border: 'none',
    outlineStyle: 'none',
    padding: 0,
    font: 'inherit',
    fontSize: tokens.fontSizeBase400,
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
});

/** A field in the place of the search, until that is there: what is typed goes on in it. Says so where it does not come. */
export function PaletteStandIn({
  ahead,
  wanted,
  onClose,
}: {
  readonly ahead: TypeAhead;
  readonly wanted: Wanted;
  onClose(): void;
}) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target === input.current) ahead.enter();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div aria-hidden className={styles.cover} onPointerDown={onClose} />
      <div
        role="dialog"
        aria-modal
        aria-label={words.label}
        aria-busy={wanted.state === 'coming'}
        className={styles.surface}
        onKeyDown={press}
        {...{ [STAND_IN]: '' }}
      >
        <div className={styles.field}>
          <Search20Regular aria-hidden />
          <input
            ref={input}
            className={styles.input}
            type="text"
            aria-label={words.label}
            autoComplete="off"
            spellCheck={false}
            placeholder={words.placeholder}
            value={ahead.text}
            onChange={event => ahead.write(event.target.value)}
          />
        </div>
        {wanted.error !== undefined && <PartFailed error={wanted.error} onRetry={wanted.want} />}
      </div>
    </>
  );
}
