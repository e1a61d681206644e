import { makeStyles, tokens } from '@fluentui/react-components';
import { Clock16Regular, ErrorCircle16Regular } from '@fluentui/react-icons';
import { exemptions } from '#strings/exemptions';
import { type Exemption, expiryOf } from '../lib/policy/exemption.ts';
import { TimeText } from './time-text.tsx';

const useStyles = makeStyles({
  expiry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  over: { color: tokens.colorStatusDangerForeground1 },
  soon: { color: tokens.colorStatusWarningForeground3 },
  icon: { flexShrink: 0 },
});

/** When an exemption ends: never, in a while, soon, or long since. */
export function ExemptionExpiry({ exemption }: { readonly exemption: Pick<Exemption, 'expiresOn'> }) {
  const styles = useStyles();
  const expiry = expiryOf(exemption, Date.now());
  if (expiry === 'never') return <span>{exemptions.expiry.never}</span>;
  if (expiry === 'later') return <TimeText at={exemption.expiresOn} />;
  const Icon = expiry === 'over' ? ErrorCircle16Regular : Clock16Regular;
  return (
    <span className={`${styles.expiry} ${styles[expiry]}`}>
      <Icon className={styles.icon} aria-hidden />
      <span>
        {exemptions.expiry[expiry]} <TimeText at={exemption.expiresOn} />
      </span>
    </span>
  );
}
