import { Dialog, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { search as words } from '#strings/search';
import { SearchBox } from '../../../components/search/search-box.tsx';
import type { TypedAhead } from '../../../components/search/typed-ahead.ts';

const useStyles = makeStyles({
  surface: {
    marginTop: 'min(10vh, 96px)',
    width: 'min(640px, calc(100vw - 16px))',
    maxWidth: 'none',
    padding: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
  },
  list: {
    maxHeight: 'min(60vh, 560px)',
    overflowY: 'auto',
    marginTop: tokens.spacingVerticalXS,
  },
});

/** Search over everything, wherever the reader is. */
export function CommandPalette({
  isOpen,
  takeTyped,
  onClose,
}: {
  readonly isOpen: boolean;
  /** What was typed before it was there. */
  takeTyped(): TypedAhead | undefined;
  onClose(): void;
}) {
  const styles = useStyles();
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface} aria-label={words.label}>
        <SearchBox isPalette takeTyped={takeTyped} listClassName={styles.list} onGone={onClose} />
      </DialogSurface>
    </Dialog>
  );
}
