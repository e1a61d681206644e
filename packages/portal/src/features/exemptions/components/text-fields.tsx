import { Field, Input, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components';
import { exemptions } from '#strings/exemptions';
import type { ExemptionCategory } from '../../../lib/policy/exemption.ts';
import type { Form } from '../form/form.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

const useStyles = makeStyles({ id: { fontFamily: tokens.fontFamilyMonospace } });

const CATEGORIES: readonly ExemptionCategory[] = ['Waiver', 'Mitigated'];

/** Accepted as it is, or reached in another way. */
export function CategoryField({ state: { form, change } }: { readonly state: ExemptionForm }) {
  return (
    <Field label={exemptions.edit.category} hint={exemptions.categoryHints[form.category]}>
      <RadioGroup
        layout="horizontal"
        value={form.category}
        onChange={(_, { value }) => change({ category: value as ExemptionCategory })}
      >
        {CATEGORIES.map(category => (
          <Radio key={category} value={category} label={exemptions.categories[category]} />
        ))}
      </RadioGroup>
    </Field>
  );
}

/** What it is called, and why it is. */
export function TextFields({ state }: { readonly state: ExemptionForm }) {
  const styles = useStyles();
  const { form, change, isNew, shown } = state;
  const words = exemptions.edit;
  const problem = (field: keyof Form) =>
    shown[field] === undefined ? {} : { validationMessage: shown[field] };
  return (
    <>
      <Field label={words.displayName} required {...problem('displayName')}>
        <Input
          value={form.displayName}
          autoComplete="off"
          onChange={(_, { value }) => change({ displayName: value })}
        />
      </Field>
      <Field label={words.name} hint={words.nameHint} required {...problem('name')}>
        <Input
          input={{ className: styles.id }}
          value={form.name}
          autoComplete="off"
          readOnly={!isNew}
          onChange={(_, { value }) => change({ name: value, hasOwnName: true })}
        />
      </Field>
      <Field label={words.description} hint={words.descriptionHint} {...problem('description')}>
        <Textarea
          value={form.description}
          rows={3}
          resize="vertical"
          onChange={(_, { value }) => change({ description: value })}
        />
      </Field>
    </>
  );
}
