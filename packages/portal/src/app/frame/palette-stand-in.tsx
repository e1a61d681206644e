import { makeStyles, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { search as words } from '#strings/search';
import { PartFailed } from '../../components/part-failed.tsx';
import { useFieldStyles } from '../../components/search/use-field-styles.ts';
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
  const field = useFieldStyles();
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
        <div className={field.field}>
          <Search20Regular aria-hidden />
          <input
            ref={input}
            className={field.input}
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
