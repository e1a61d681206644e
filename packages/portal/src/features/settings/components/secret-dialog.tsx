import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { webhooks as words } from '#strings/webhooks';
import { CopyButton } from '../../../components/copy-button.tsx';
import { useGiveFocusBack } from '../../../lib/use-give-focus-back.ts';

const useStyles = makeStyles({
  secret: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
  },
});

/** Shows a secret, this once. It goes with a click on its button only. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; onClose(): void }) {
  const styles = useStyles();
  useGiveFocusBack(true);
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.secretTitle}</DialogTitle>
          <DialogContent>
            <p>{words.secretHint}</p>
            <div className={styles.secret}>
              <span>{secret}</span>
              <CopyButton text={secret} label={words.secret} />
            </div>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {words.secretKept}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
