import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import type { ExternalIdentity, Principal } from '../../../lib/principals.ts';
import { useChangePrincipal } from '../api/change-principal.ts';
import { AddIdentityDialog } from './add-identity-dialog.tsx';
import { usePanelStyles } from './use-panel-styles.ts';

const useStyles = makeStyles({
  names: { display: 'grid', minWidth: 0, overflowWrap: 'anywhere' },
  issuer: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  add: { marginTop: tokens.spacingVerticalS },
});

/** Under which names other issuers vouch for a principal. */
export function PrincipalIdentities({
  principal,
  mayWrite,
}: {
  readonly principal: Principal;
  readonly mayWrite: boolean;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const { objectId, displayName, identities } = principal;
  const change = useChangePrincipal();
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<ExternalIdentity>();
  return (
    <>
      <h3 className={panel.heading}>{access.identities}</h3>
      {identities.length === 0 ? (
        <p className={panel.note}>{access.noIdentities}</p>
      ) : (
        <ul className={panel.plain} aria-label={access.identities}>
          {identities.map(identity => (
            <li key={`${identity.issuer} ${identity.subject}`} className={panel.row}>
              <span className={styles.names}>
                {identity.subject}
                <span className={styles.issuer}>{identity.issuer}</span>
              </span>
              {mayWrite && (
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Delete16Regular />}
                  aria-label={access.removeIdentityOf(identity.subject)}
                  onClick={() => setRemoving(identity)}
                >
                  {access.removeIdentity}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button className={styles.add} size="small" icon={<Add16Regular />} onClick={() => setIsAdding(true)}>
          {access.addIdentity}
        </Button>
      )}
      <KeptDialog isOpen={isAdding}>
        <AddIdentityDialog isOpen={isAdding} principal={principal} onClose={() => setIsAdding(false)} />
      </KeptDialog>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={access.removeIdentityTitle(displayName)}
        action={access.removeIdentity}
        onConfirm={() =>
          change.mutateAsync({ objectId, identities: identities.filter(each => each !== removing) })
        }
        onClose={() => setRemoving(undefined)}
      >
        <p>{access.removeIdentityMeans(removing?.subject ?? '')}</p>
      </ConfirmDialog>
    </>
  );
}
