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
import type { RefObject } from 'react';
import { common } from '#strings/common';
import { useGiveFocusBack } from '../lib/use-give-focus-back.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  facts: {
    margin: 0,
    display: 'grid',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
  name: { color: tokens.colorNeutralForeground2, marginBottom: tokens.spacingVerticalXXS },
  value: {
    margin: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
    minWidth: 0,
    fontFamily: tokens.fontFamilyMonospace,
  },
  text: { minWidth: 0 },
});

/** Shows what is shown this once, to be copied. It goes with a click on its button only. */
export function SecretDialog({
  isOpen,
  title,
  hint,
  facts,
  otherwise,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly title: string;
  /** What it is for, and that it is not shown again. */
  readonly hint: string;
  /** What there is to be kept, by its name. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Gets the focus where what had it is gone. */
  readonly otherwise?: RefObject<HTMLElement | null>;
  onClose(): void;
}) {
  const styles = useStyles();
  useGiveFocusBack(isOpen, otherwise);
  return (
    <Dialog open={isOpen} modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <p>{hint}</p>
            <dl className={styles.facts}>
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt className={styles.name}>{name}</dt>
                  <dd className={styles.value}>
                    <span className={styles.text}>{value}</span>
                    <CopyButton text={value} label={name} />
                  </dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {common.secretKept}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
