import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useBlocker } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { unsaved } from '#strings/unsaved';

/**
 * Asks whoever leaves a page for another one with changes that are not saved. A draft is kept by the browser, so that a reload asks nothing
 * and loses nothing; without `onDiscard` nothing is kept.
 */
export function UnsavedChanges({
  isDirty,
  isLeaving,
  onDiscard,
}: {
  readonly isDirty: boolean;
  /** Set by the page when it leaves by itself, after a save. */
  readonly isLeaving?: RefObject<boolean>;
  readonly onDiscard?: () => void;
}) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && isLeaving?.current !== true && String(current.pathname) !== String(next.pathname),
    withResolver: true,
  });
  const isKept = onDiscard !== undefined;
  // It stays in the page and is closed there: taken out while open it would leave everything else hidden from screen readers.
  return (
    <Dialog
      open={blocker.status === 'blocked'}
      modalType="alert"
      onOpenChange={(_, { open }) => !open && blocker.reset?.()}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{unsaved.title}</DialogTitle>
          <DialogContent>{isKept ? unsaved.hint : unsaved.lost}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => blocker.reset?.()}>
              {unsaved.stay}
            </Button>
            <Button onClick={() => blocker.proceed?.()}>
              {isKept ? unsaved.leave : unsaved.leaveAnyway}
            </Button>
            {isKept && (
              <Button
                onClick={() => {
                  onDiscard();
                  blocker.proceed?.();
                }}
              >
                {unsaved.discard}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
