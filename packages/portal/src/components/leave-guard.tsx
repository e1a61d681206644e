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
import { common } from '#strings/common';

/** Asks before a page is left that has changes. Another address of the same page is not leaving. `onLeave` is told when the reader goes. */
export function LeaveGuard({ isOn, onLeave }: { readonly isOn: boolean; onLeave(): void }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isOn && current.pathname !== next.pathname,
    enableBeforeUnload: () => isOn,
    withResolver: true,
  });
  return (
    <Dialog
      open={blocker.status === 'blocked'}
      modalType="alert"
      onOpenChange={(_, { open }) => !open && blocker.reset?.()}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{common.leave.title}</DialogTitle>
          <DialogContent>{common.leave.body}</DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                onLeave();
                blocker.proceed?.();
              }}
            >
              {common.leave.action}
            </Button>
            <Button onClick={() => blocker.reset?.()}>{common.leave.stay}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
