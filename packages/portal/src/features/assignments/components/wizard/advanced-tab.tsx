import { makeStyles } from '@fluentui/react-components';
import { IdentitySection } from './identity-section.tsx';
import { MessagesSection } from './messages-section.tsx';
import { OverridesSection } from './overrides-section.tsx';
import { SelectorsSection } from './selectors-section.tsx';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({ form: { maxWidth: '600px', '& > section:first-child': { marginTop: 0 } } });

/** What most assignments do without: messages, where it applies, what it does elsewhere, whom it acts as. */
export function AdvancedTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  return (
    <div className={styles.form}>
      <MessagesSection wizard={wizard} />
      <SelectorsSection wizard={wizard} />
      <OverridesSection wizard={wizard} />
      <IdentitySection wizard={wizard} />
    </div>
  );
}
