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
 * Asks whoever leaves a page for another one with changes that are not saved. The draft is kept by the browser, so that a reload asks
 * nothing and loses nothing.
 */
export function UnsavedChanges({
  isDirty,
  isLeaving,
  onDiscard,
}: {
  readonly isDirty: boolean;
  /** Set by the page when it leaves by itself, after a save. */
  readonly isLeaving: RefObject<boolean>;
  onDiscard(): void;
}) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isDirty && !isLeaving.current && String(current.pathname) !== String(next.pathname),
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  const { proceed, reset } = blocker;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && reset()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{unsaved.title}</DialogTitle>
          <DialogContent>{unsaved.hint}</DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={reset}>
              {unsaved.stay}
            </Button>
            <Button onClick={proceed}>{unsaved.leave}</Button>
            <Button
              onClick={() => {
                onDiscard();
                proceed();
              }}
            >
              {unsaved.discard}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
