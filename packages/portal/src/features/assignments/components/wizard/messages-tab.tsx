import { MessagesSection } from './messages-section.tsx';
import { useTabStyles } from './tab-styles.ts';
import type { Wizard } from './use-wizard.ts';

/** What people read who are refused. */
export function MessagesTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useTabStyles();
  return (
    <div className={styles.form}>
      <MessagesSection wizard={wizard} />
    </div>
  );
}
