import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Spinner,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { common } from '#strings/common';
import { useGiveFocusBack } from '../lib/use-give-focus-back.ts';
import { ErrorState } from './states.tsx';

const useStyles = makeStyles({ action: { whiteSpace: 'nowrap' } });

export type ConfirmDialogProps = {
  readonly isOpen: boolean;
  /** "Delete assignment only-azureml?" */
  readonly title: string;
  /** What the act means: "3 deployments become allowed, none is removed." */
  readonly children: ReactNode;
  /** The verb and its object: "Delete assignment". */
  readonly action: string;
  /** When given, the reader must type it first. */
  readonly nameToType?: string;
  /** Closes the dialog when it resolves; shows the error when it rejects. */
  onConfirm(): Promise<unknown>;
  onClose(): void;
};

/** Asks before what cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, action, nameToType, onConfirm, onClose } = props;
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useGiveFocusBack(isOpen);

  function close(): void {
    setTyped('');
    setError(undefined);
    onClose();
  }

  async function confirm(): Promise<void> {
    setIsBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      close();
    } catch (reason) {
      setError(reason);
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Dialog open={isOpen} modalType="alert" onOpenChange={(_, { open }) => !open && !isBusy && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {children}
            {nameToType !== undefined && (
              <Field label={common.typeToConfirm(nameToType)}>
                <Input value={typed} onChange={(_, { value }) => setTyped(value)} autoComplete="off" />
              </Field>
            )}
            {error !== undefined && <ErrorState error={error} />}
          </DialogContent>
          <DialogActions>
            <Button
              className={styles.action}
              appearance="primary"
              disabled={isBusy || (nameToType !== undefined && typed !== nameToType)}
              icon={isBusy ? <Spinner size="tiny" /> : null}
              onClick={() => void confirm()}
            >
              {action}
            </Button>
            <Button disabled={isBusy} onClick={close}>
              {common.cancel}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
