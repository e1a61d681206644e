import { Dialog, DialogBody, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { frame } from '#strings/frame';

/** Search over everything, wherever the reader is. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{frame.searchEverything}</DialogTitle>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
