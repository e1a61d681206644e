import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import { assign } from '#strings/assign';
import { lazyPart } from '../../../../components/lazy-part.tsx';
import { isBelow } from '../../../../lib/policy/is-below.ts';
import { useScopeNames, useScopeTree } from '../../../../lib/scope.ts';
import { useDialog } from '../../../../lib/use-dialog.ts';
import { withScope } from '../../draft/draft-changes.ts';
import { messageOf } from './message-of.ts';
import type { Wizard } from './use-wizard.ts';

const ScopePicker = lazyPart(
  async () => (await import('../../../../components/scope-picker.tsx')).ScopePicker,
);

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  id: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  none: { color: tokens.colorNeutralForeground3 },
});

/** Where the assignment holds. */
export function ScopeField({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const picker = useDialog();
  const { data: tree = [] } = useScopeTree();
  const nameOf = useScopeNames();
  const { draft, change, mode } = wizard;
  const words = assign.basics;
  return (
    <>
      <Field
        label={words.scope}
        hint={mode === 'edit' ? words.scopeFixed : words.scopeHint}
        required
        {...messageOf(wizard, 'scope')}
      >
        {control => (
          <div className={styles.row}>
            {draft.scope === '' ? (
              <span className={styles.none}>{words.noScope}</span>
            ) : (
              <span className={styles.name}>
                {nameOf(draft.scope)}
                <span className={styles.id}>{draft.scope}</span>
              </span>
            )}
            <Button
              {...('aria-describedby' in control ? { 'aria-describedby': control['aria-describedby'] } : {})}
              disabled={mode === 'edit'}
              onClick={picker.open}
            >
              {draft.scope === '' ? words.chooseScope : words.changeScope}
            </Button>
          </div>
        )}
      </Field>
      {picker.times > 0 && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen={picker.isOpen}
            title={words.pickScope}
            current={draft.scope === '' ? undefined : draft.scope}
            onClose={picker.close}
            onPick={({ id }) => {
              picker.close();
              change(withScope(draft, id, scope => isBelow(scope, id, tree)));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
