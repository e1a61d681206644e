import { IdentitySection } from './identity-section.tsx';
import { OverridesSection } from './overrides-section.tsx';
import { SelectorsSection } from './selectors-section.tsx';
import { useTabStyles } from './tab-styles.ts';
import type { Wizard } from './use-wizard.ts';

/** Where it applies, what it does elsewhere, and whom it acts as. */
export function SelectorsTab({ wizard }: { readonly wizard: Wizard }) {
  const styles = useTabStyles();
  return (
    <div className={styles.form}>
      <SelectorsSection wizard={wizard} />
      <OverridesSection wizard={wizard} />
      <IdentitySection wizard={wizard} />
    </div>
  );
}
