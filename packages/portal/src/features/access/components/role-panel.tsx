import { access } from '#strings/access';
import { DetailsPanel } from '../../../components/details-panel.tsx';
import { IdText } from '../../../components/id-text.tsx';
import type { RoleDefinition } from '../../../lib/roles.ts';
import { usePanelStyles } from './use-panel-styles.ts';

/** All that a role allows. */
export function RolePanel({ role, onClose }: { readonly role: RoleDefinition; onClose(): void }) {
  const styles = usePanelStyles();
  const { roleName, description, id, permissions } = role;
  return (
    <DetailsPanel title={roleName} onClose={onClose}>
      <p>{description}</p>
      <IdText id={id} label={roleName} />
      <h3 className={styles.heading}>{access.allowed}</h3>
      <Actions texts={permissions.flatMap(({ actions }) => actions)} />
      <h3 className={styles.heading}>{access.excepted}</h3>
      <Actions texts={permissions.flatMap(({ notActions }) => notActions)} />
    </DetailsPanel>
  );
}

function Actions({ texts }: { readonly texts: readonly string[] }) {
  const styles = usePanelStyles();
  if (texts.length === 0) return <p className={styles.note}>{access.none}</p>;
  return (
    <ul className={styles.texts}>
      {texts.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
