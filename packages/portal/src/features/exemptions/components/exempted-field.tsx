import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { parseResourceId } from '@sluice/arm/ids';
import { Suspense } from 'react';
import { exemptions } from '#strings/exemptions';
import { lazyPart } from '../../../components/lazy-part.tsx';
import { SuggestedText } from '../../../components/suggested-text.tsx';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { isBelow } from '../../../lib/policy/is-below.ts';
import { placeOfResource } from '../../../lib/policy/place.ts';
import { useScopeTree } from '../../../lib/scope.ts';
import { useDialog } from '../../../lib/use-dialog.ts';
import { useNonCompliant } from '../api/use-non-compliant.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

const ScopePicker = lazyPart(async () => (await import('../../../components/scope-picker.tsx')).ScopePicker);

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalS,
  },
});

/** An id says little: its name in short comes first. */
function hintOf(scope: string, isNew: boolean): string {
  const words = exemptions.edit;
  const rest = isNew ? words.scopeHint : words.cannotMove;
  if (parseResourceId(scope) === undefined) return rest;
  const { name, workspace } = placeOfResource(scope);
  return `${words.exempts(name, workspace)} ${rest}`;
}

/** What is exempt: one of the resources that do not comply, a scope of the tree, or any id. */
export function ExemptedField({
  state: { form, change, shown, isNew },
  assignment,
}: {
  readonly state: ExemptionForm;
  readonly assignment: Assignment | undefined;
}) {
  const styles = useStyles();
  const picker = useDialog();
  const { data: tree = [] } = useScopeTree();
  const nonCompliant = useNonCompliant(assignment);
  const words = exemptions.edit;
  const suggestions = (nonCompliant.data ?? []).map(id => {
    const { name, workspace } = placeOfResource(id);
    return { value: id, detail: workspace === undefined ? name : `${workspace}: ${name}` };
  });
  return (
    <>
      <Field
        label={words.scope}
        hint={hintOf(form.scope, isNew)}
        required
        {...(shown.scope === undefined ? {} : { validationMessage: shown.scope })}
      >
        {control => (
          <div className={styles.row}>
            <SuggestedText
              control={control}
              isDisabled={!isNew}
              value={form.scope}
              suggestions={suggestions}
              placeholder={words.resourceHint}
              onChange={scope => change({ scope: scope.trim() })}
            />
            <Button disabled={!isNew} onClick={picker.open}>
              {words.chooseScope}
            </Button>
          </div>
        )}
      </Field>
      {picker.times > 0 && (
        <Suspense fallback={null}>
          <ScopePicker
            isOpen={picker.isOpen}
            title={words.pickScope}
            current={form.scope === '' ? undefined : form.scope}
            allows={({ id }) =>
              assignment === undefined ||
              id.toLowerCase() === assignment.scope.toLowerCase() ||
              isBelow(id, assignment.scope, tree)
            }
            onClose={picker.close}
            onPick={({ id }) => {
              picker.close();
              change({ scope: id });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
