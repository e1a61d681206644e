import { Dropdown, Field, Option } from '@fluentui/react-components';
import { exemptions } from '#strings/exemptions';
import { byText } from '../../../lib/by-text.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { useAssignments } from '../../../lib/policy/use-assignment.ts';
import { useScopeNames } from '../../../lib/scope.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

/** What it is an exemption from. */
export function AssignmentField({
  state: { form, change, shown, isNew },
  assignment,
  listScope,
}: {
  readonly state: ExemptionForm;
  /** The chosen one, once it is known. */
  readonly assignment: Assignment | undefined;
  readonly listScope: string;
}) {
  const nameOf = useScopeNames();
  const { data: all = [] } = useAssignments(listScope);
  const words = exemptions.edit;
  const textOf = (each: Assignment) => `${each.displayName}, ${nameOf(each.scope)}`;
  const chosen =
    form.assignmentId === '' ? '' : ((assignment && textOf(assignment)) ?? nameOfId(form.assignmentId));
  const options = [...all].sort((one, other) => byText(one.displayName, other.displayName));
  return (
    <Field
      label={words.assignment}
      hint={all.length === 0 && form.assignmentId === '' ? words.noAssignments : words.assignmentHint}
      required
      {...(shown.assignmentId === undefined ? {} : { validationMessage: shown.assignmentId })}
    >
      <Dropdown
        style={{ minWidth: 0 }}
        disabled={!isNew}
        placeholder={words.chooseAssignment}
        value={chosen}
        selectedOptions={form.assignmentId === '' ? [] : [form.assignmentId.toLowerCase()]}
        onOptionSelect={(_, { optionValue }) => {
          const picked = all.find(({ id }) => id.toLowerCase() === optionValue);
          if (picked !== undefined) change({ assignmentId: picked.id, members: undefined });
        }}
      >
        {options.map(each => (
          <Option key={each.id} value={each.id.toLowerCase()} text={textOf(each)}>
            {textOf(each)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
