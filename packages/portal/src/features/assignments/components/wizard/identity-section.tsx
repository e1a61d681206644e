import {
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { assign } from '#strings/assign';
import { Section } from '../../../../components/section.tsx';
import { SuggestedText } from '../../../../components/suggested-text.tsx';
import type { Identity } from '../../../../lib/policy/assignment.ts';
import { needsIdentity } from '../../../../lib/policy/effect-of.ts';
import { useSuggestions } from '../../api/use-suggestions.ts';
import { messageOf } from './message-of.ts';
import type { Wizard } from './use-wizard.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalM },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** Whom the assignment acts as, where it changes something. */
export function IdentitySection({ wizard }: { readonly wizard: Wizard }) {
  const styles = useStyles();
  const { draft, change } = wizard;
  const { identity, location } = draft;
  const words = assign.selectorsTab;
  const locations = useSuggestions(identity.kind === 'none' ? undefined : 'location');
  const choose = (kind: Identity['kind']) =>
    change({
      identity: kind === 'user' ? { kind, id: '' } : kind === 'system' ? { kind } : { kind: 'none' },
    });
  return (
    <Section title={words.identity} hint={words.identityHint}>
      <div className={styles.list}>
        {identity.kind === 'none' && mayNeedIdentity(wizard) && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{words.identityNeeded}</MessageBarBody>
          </MessageBar>
        )}
        <Field label={words.identity}>
          <RadioGroup value={identity.kind} onChange={(_, { value }) => choose(value as Identity['kind'])}>
            {Object.entries(words.identityKinds).map(([kind, label]) => (
              <Radio key={kind} value={kind} label={label} />
            ))}
          </RadioGroup>
        </Field>
        {identity.kind === 'user' && (
          <Field label={words.identityId} required {...messageOf(wizard, 'identity')}>
            <Input
              value={identity.id}
              autoComplete="off"
              onChange={(_, { value }) => change({ identity: { kind: 'user', id: value.trim() } })}
            />
          </Field>
        )}
        {identity.kind !== 'none' && (
          <Field label={words.location} required {...messageOf(wizard, 'location')}>
            {control => (
              <SuggestedText
                control={control}
                value={location}
                suggestions={locations}
                onChange={value => change({ location: value })}
              />
            )}
          </Field>
        )}
        {identity.kind !== 'none' && identity.principalId !== undefined && (
          <p className={styles.quiet}>{words.principal(identity.principalId)}</p>
        )}
      </div>
    </Section>
  );
}

/** Something that is assigned may modify or deploy. */
export function mayNeedIdentity({ definition, memberDefinitions }: Wizard): boolean {
  return [definition, ...memberDefinitions].some(each => each !== undefined && needsIdentity(each.effects));
}
