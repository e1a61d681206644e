import { Checkbox, Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { exemptions } from '#strings/exemptions';
import { useDisplayNames } from '../../../lib/display-names.ts';
import { membersOf } from '../../../lib/policy/members-of.ts';
import { useDefinition } from '../../../lib/policy/use-definition.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

const useStyles = makeStyles({
  list: { border: 'none', margin: 0, padding: 0, display: 'grid', maxHeight: '280px', overflowY: 'auto' },
});

/** Which policies of an initiative are covered: all, or some. */
export function MembersField({
  state: { form, change, shown },
  definitionId,
}: {
  readonly state: ExemptionForm;
  readonly definitionId: string;
}) {
  const styles = useStyles();
  const { data } = useDefinition(definitionId);
  const members = data === undefined ? [] : membersOf(data);
  const nameOf = useDisplayNames(members.map(member => member.definitionId));
  const words = exemptions.edit;
  const chosen = form.members;
  return (
    <>
      <Field label={words.members}>
        <RadioGroup
          value={chosen === undefined ? 'all' : 'some'}
          onChange={(_, { value }) => change({ members: value === 'all' ? undefined : [] })}
        >
          <Radio value="all" label={words.membersAll} />
          <Radio value="some" label={words.membersSome} />
        </RadioGroup>
      </Field>
      {chosen !== undefined && (
        <Field {...(shown.members === undefined ? {} : { validationMessage: shown.members })}>
          <fieldset className={styles.list} aria-label={words.membersList}>
            {members.map(member => (
              <Checkbox
                key={member.referenceId}
                label={`${member.referenceId}: ${nameOf(member.definitionId)}`}
                checked={chosen.includes(member.referenceId)}
                onChange={(_, { checked }) =>
                  change({
                    members:
                      checked === true
                        ? [...chosen, member.referenceId]
                        : chosen.filter(each => each !== member.referenceId),
                  })
                }
              />
            ))}
          </fieldset>
        </Field>
      )}
    </>
  );
}
