import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { PartFailed } from '../../components/part-failed.tsx';
import type { Wanted } from './use-wanted.ts';

const useStyles = makeStyles({
  told: {
    position: 'fixed',
    top: '56px',
    right: tokens.spacingHorizontalS,
    zIndex: 40,
    width: `min(480px, calc(100vw - 2 * ${tokens.spacingHorizontalS}))`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'start',
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

/** Tells, below the bar, that what one of its buttons opens did not come. */
export function PartAway({ wanted: { error, want, leave } }: { readonly wanted: Wanted }) {
  const styles = useStyles();
  if (error === undefined) return null;
  return (
    <div className={styles.told}>
      <PartFailed error={error} onRetry={want} />
      <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={common.close} onClick={leave} />
    </div>
  );
}
