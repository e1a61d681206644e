import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { KeptDialog } from '../../../components/kept-dialog.tsx';
import type { Certificate, Principal } from '../../../lib/principals.ts';
import { useChangePrincipal } from '../api/change-principal.ts';
import { AddCertificateDialog } from './add-certificate-dialog.tsx';
import { EndText } from './end-text.tsx';
import { usePanelStyles } from './use-panel-styles.ts';

const useStyles = makeStyles({
  names: { display: 'grid', minWidth: 0, overflowWrap: 'anywhere' },
  end: { color: tokens.colorNeutralForeground2 },
  add: { marginTop: tokens.spacingVerticalS },
});

/** The certificates of an application, and until when each is good. */
export function PrincipalCertificates({
  principal,
  mayWrite,
}: {
  readonly principal: Principal;
  readonly mayWrite: boolean;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const { objectId, displayName, certificates } = principal;
  const change = useChangePrincipal();
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Certificate>();
  return (
    <>
      <h3 className={panel.heading}>{access.certificates}</h3>
      {certificates.length === 0 ? (
        <p className={panel.note}>{access.noCertificates}</p>
      ) : (
        <ul className={panel.plain} aria-label={access.certificates}>
          {certificates.map(each => (
            <li key={each.thumbprint} className={panel.row}>
              <span className={styles.names}>
                {each.subject}
                <IdText id={each.thumbprint} label={access.thumbprint} />
                <span className={styles.end}>
                  <EndText at={each.expiresOn} />
                </span>
              </span>
              {mayWrite && (
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Delete16Regular />}
                  aria-label={access.removeCertificateOf(each.thumbprint)}
                  onClick={() => setRemoving(each)}
                >
                  {access.removeCertificate}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button className={styles.add} size="small" icon={<Add16Regular />} onClick={() => setIsAdding(true)}>
          {access.addCertificate}
        </Button>
      )}
      <KeptDialog isOpen={isAdding}>
        <AddCertificateDialog isOpen={isAdding} principal={principal} onClose={() => setIsAdding(false)} />
      </KeptDialog>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={access.removeCertificateTitle(displayName)}
        action={access.removeCertificate}
        onConfirm={() =>
          change.mutateAsync({ objectId, certificates: certificates.filter(each => each !== removing) })
        }
        onClose={() => setRemoving(undefined)}
      >
        <p>{access.removeCertificateMeans(removing?.subject ?? '')}</p>
      </ConfirmDialog>
    </>
  );
}
