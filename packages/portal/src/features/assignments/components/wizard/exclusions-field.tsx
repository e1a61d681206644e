import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import { assign } from '#strings/assign';
import { lazyPart } from '../../../../components/lazy-part.tsx';
import { isBelow } from '../../../../lib/policy/is-below.ts';
import { useScopeNames, useScopeTree } from '../../../../lib/scope.ts';
import { useDialog } from '../../../../lib/use-dialog.ts';
import { TokenList } from '../editors/token-list.tsx';
import { messageOf } from './message-of.ts';
import type { Wizard } from './use-wizard.ts';

const ExclusionPicker = lazyPart(async () => (await import('./exclusion-picker.tsx')).ExclusionPicker);

const useStyles = makeStyles({
  none: { color: tokens.colorNeutralForeground3 },
  row: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** The scopes below that the assignment leaves alone. */
export function ExclusionsField({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const picker = useDialog();
  const { data: tree = [] } = useScopeTree();
  const nameOf = useScopeNames();
  const { draft, change } = wizard;
  const words = assign.basics;
  const below = tree.filter(({ id }) => draft.scope !== '' && isBelow(id, draft.scope, tree));
  return (
    <>
      <Field
        label={words.exclusions}
        hint={below.length === 0 ? words.nothingBelow : words.exclusionsHint}
        {...messageOf(wizard, 'notScopes')}
      >
        {control => (
          <div>
            <div className={styles.row}>
              <Button
                {...('aria-describedby' in control
                  ? { 'aria-describedby': control['aria-describedby'] }
                  : {})}
                disabled={below.length === 0}
                onClick={picker.open}
              >
                {words.addExclusion}
              </Button>
              {draft.notScopes.length === 0 && <span className={styles.none}>{words.noExclusions}</span>}
            </div>
            {draft.notScopes.length > 0 && (
              <TokenList
                label={words.exclusions}
                values={draft.notScopes}
                textOf={nameOf}
                onRemove={removed => change({ notScopes: draft.notScopes.filter(each => each !== removed) })}
                onClear={() => change({ notScopes: [] })}
              />
            )}
          </div>
        )}
      </Field>
      {picker.times > 0 && (
        <Suspense fallback={null}>
          <ExclusionPicker
            key={picker.times}
            isOpen={picker.isOpen}
            scopes={below}
            chosen={draft.notScopes}
            onClose={picker.close}
            onPick={notScopes => {
              picker.close();
              change({ notScopes });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
