import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { access } from '#strings/access';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { QueryView } from '../../../components/states.tsx';
import type { Principal } from '../../../lib/principals.ts';
import { useRemoveSecret } from '../api/change-principal.ts';
import { useSecrets } from '../api/get-principal.ts';
import { EndText } from './end-text.tsx';
import { usePanelStyles } from './use-panel-styles.ts';

const useStyles = makeStyles({
  secret: { display: 'grid', minWidth: 0 },
  end: { color: tokens.colorNeutralForeground2 },
});

/** The secrets of an application, and until when each is good. */
export function PrincipalSecrets({
  principal,
  mayRemove,
}: {
  readonly principal: Principal;
  readonly mayRemove: boolean;
}) {
  const styles = useStyles();
  const panel = usePanelStyles();
  const { objectId, displayName } = principal;
  const query = useSecrets(objectId);
  const remove = useRemoveSecret();
  const [removing, setRemoving] = useState<string>();
  return (
    <>
      <h3 className={panel.heading}>{access.secrets}</h3>
      <QueryView query={query} what={access.secretsFailed}>
        {secrets =>
          secrets.length === 0 ? (
            <p className={panel.note}>{access.noSecrets}</p>
          ) : (
            <ul className={panel.plain} aria-label={access.secrets}>
              {secrets.map(secret => (
                <li key={secret.id} className={panel.row}>
                  <span className={styles.secret}>
                    <IdText id={secret.id} label={access.secretId} />
                    <span className={styles.end}>
                      <EndText at={secret.expiresOn} />
                    </span>
                  </span>
                  {mayRemove && (
                    <Button
                      size="small"
                      appearance="subtle"
                      icon={<Delete16Regular />}
                      aria-label={access.removeSecretOf(secret.id)}
                      onClick={() => setRemoving(secret.id)}
                    >
                      {access.removeSecret}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <ConfirmDialog
        isOpen={removing !== undefined}
        title={access.removeSecretTitle(displayName)}
        action={access.removeSecret}
        onConfirm={() => remove.mutateAsync({ objectId, secretId: removing ?? '' })}
        onClose={() => setRemoving(undefined)}
      >
        <p>{access.removeSecretMeans}</p>
      </ConfirmDialog>
    </>
  );
}
