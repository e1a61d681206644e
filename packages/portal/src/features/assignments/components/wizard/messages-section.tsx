import {
  Button,
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { Delete20Regular } from '@fluentui/react-icons';
import { assign } from '#strings/assign';
import { Section } from '../../../../components/section.tsx';
import type { NonComplianceMessage } from '../../../../lib/policy/assignment.ts';
import { problemAt } from '../../draft/problem.ts';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalM },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: tokens.spacingHorizontalS },
  remove: { alignSelf: 'start', marginTop: '24px' },
});

/** What people read when they are refused: one text for all, and one for each policy of an initiative that needs its own. */
export function MessagesSection({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { draft, change, members } = wizard;
  const words = assign.messagesTab;
  const ofAll = draft.messages.find(({ referenceId }) => referenceId === undefined)?.message ?? '';
  const own = draft.messages.filter(({ referenceId }) => referenceId !== undefined);
  const problem = problemAt(wizard.shown, 'messages');
  const others = members.filter(({ referenceId }) => !own.some(each => each.referenceId === referenceId));

  function write(text: string, reference: readonly NonComplianceMessage[]): void {
    change({ messages: [...(text === '' ? [] : [{ message: text }]), ...reference] });
  }

  return (
    <Section title={words.messages} hint={words.messagesHint}>
      <div className={styles.list}>
        {problem !== undefined && (
          <MessageBar intent="error">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
        <Field label={words.defaultMessage} hint={words.defaultMessageHint}>
          <Textarea value={ofAll} rows={2} resize="vertical" onChange={(_, { value }) => write(value, own)} />
        </Field>
        {own.map(({ referenceId = '', message }) => (
          <div key={referenceId} className={styles.row}>
            <Field label={words.messageFor(referenceId)}>
              <Textarea
                value={message}
                rows={2}
                resize="vertical"
                onChange={(_, { value }) =>
                  write(
                    ofAll,
                    own.map(each => (each.referenceId === referenceId ? { ...each, message: value } : each)),
                  )
                }
              />
            </Field>
            <Button
              className={styles.remove}
              appearance="subtle"
              icon={<Delete20Regular />}
              aria-label={words.removeMessage(referenceId)}
              onClick={() =>
                write(
                  ofAll,
                  own.filter(each => each.referenceId !== referenceId),
                )
              }
            />
          </div>
        ))}
        {others.length > 0 && (
          <Field label={words.addMessage}>
            <Dropdown
              placeholder={words.choosePolicy}
              value=""
              selectedOptions={[]}
              onOptionSelect={(_, { optionValue }) => {
                if (optionValue !== undefined)
                  write(ofAll, [...own, { message: '', referenceId: optionValue }]);
              }}
            >
              {others.map(({ referenceId, definitionId }) => (
                <Option key={referenceId} value={referenceId} text={referenceId}>
                  {memberWords(wizard, referenceId, definitionId)}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
      </div>
    </Section>
  );
}

/** A member by its reference and what it is. */
export function memberWords(
  { memberDefinitions }: Pick<Wizard, 'memberDefinitions'>,
  referenceId: string,
  definitionId: string,
): string {
  const found = memberDefinitions.find(({ id }) => id.toLowerCase() === definitionId.toLowerCase());
  return found === undefined ? referenceId : `${referenceId}: ${found.displayName}`;
}
