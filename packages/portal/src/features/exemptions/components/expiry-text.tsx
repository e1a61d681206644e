import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { exemptions as words } from '#strings/exemptions';
import { TimeText } from '../../../components/time-text.tsx';
import { type Exemption, expiryOf } from '../../../lib/policy/exemption.ts';

const useStyles = makeStyles({
  expiry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

/** When an exemption ends; a word beside it where that is soon or over. */
export function ExpiryText({ exemption }: { readonly exemption: Pick<Exemption, 'expiresOn'> }) {
  const styles = useStyles();
  const expiry = expiryOf(exemption, Date.now());
  if (expiry === 'never') return <span>{words.never}</span>;
  return (
    <span className={styles.expiry}>
      <TimeText at={exemption.expiresOn} />
      {expiry === 'over' && (
        <Badge appearance="outline" color="informative">
          {words.expired}
        </Badge>
      )}
      {expiry === 'soon' && (
        <Badge appearance="outline" color="warning">
          {words.soon}
        </Badge>
      )}
    </span>
  );
}
