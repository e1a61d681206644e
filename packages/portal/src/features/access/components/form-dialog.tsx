import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { common } from '#strings/common';
import { ErrorState } from '../../../components/states.tsx';
import { useGiveFocusBack } from '../../../lib/use-give-focus-back.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL, paddingBottom: tokens.spacingVerticalM },
  action: { whiteSpace: 'nowrap' },
});

/** A form of a few fields. What the server refuses is said in it, and it stays open. */
export function FormDialog({
  isOpen,
  title,
  action,
  isBusy,
  error,
  otherwise,
  onSubmit,
  onClose,
  children,
}: {
  readonly isOpen: boolean;
  readonly title: string;
  /** The verb and its object: "Add secret". */
  readonly action: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Gets the focus where what had it is gone. */
  readonly otherwise?: RefObject<HTMLElement | null> | undefined;
  /** Closes nothing by itself. */
  onSubmit(): Promise<unknown>;
  onClose(): void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  useGiveFocusBack(isOpen, otherwise);

  function submit(event: FormEvent): void {
    event.preventDefault();
    // What it comes to is told by `error`.
    onSubmit().catch(() => {});
  }

  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => !open && !isBusy && onClose()}>
      <DialogSurface>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.form}>
              {children}
              {error !== null && error !== undefined && <ErrorState error={error} />}
            </DialogContent>
            <DialogActions>
              <Button
                type="submit"
                appearance="primary"
                className={styles.action}
                disabled={isBusy}
                icon={isBusy ? <Spinner size="tiny" /> : null}
              >
                {action}
              </Button>
              <Button disabled={isBusy} onClick={onClose}>
                {common.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
