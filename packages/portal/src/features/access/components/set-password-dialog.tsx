import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { type RefObject, useState } from 'react';
import { access } from '#strings/access';
import { notify } from '../../../lib/notifications.ts';
import type { Principal } from '../../../lib/principals.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { type Credential, useSetPassword } from '../api/change-principal.ts';
import { FormDialog } from './form-dialog.tsx';

/** Sets the password of a user: one that the server makes, or one that is typed. */
export function SetPasswordDialog({
  isOpen,
  principal,
  otherwise,
  onMade,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly principal: Principal;
  /** Gets the focus where what had it is gone. */
  readonly otherwise: RefObject<HTMLElement | null>;
  /** The server made one. */
  onMade(credential: Credential): void;
  onClose(): void;
}) {
  const [isTyped, setIsTyped] = useState(false);
  const [password, setPassword] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const set = useSetPassword();
  const { objectId, displayName } = principal;
  const problem = isAsked && password === '' ? access.needsPassword : problemAt(set.error, '/password');

  async function submit(): Promise<void> {
    setIsAsked(true);
    if (isTyped && password === '') return;
    const made = await set.mutateAsync({ objectId, password: isTyped ? password : undefined });
    if (made !== undefined) return onMade(made);
    notify({ id: crypto.randomUUID(), title: access.passwordIsSet(displayName), state: 'done' });
    onClose();
  }

  return (
    <FormDialog
      isOpen={isOpen}
      title={access.setPasswordOf(displayName)}
      action={access.setPassword}
      isBusy={set.isPending}
      error={set.error}
      onSubmit={submit}
      onClose={onClose}
      otherwise={otherwise}
    >
      <Field label={access.password} hint={access.passwordHint}>
        <RadioGroup
          value={isTyped ? 'typed' : 'made'}
          onChange={(_, { value }) => {
            set.reset();
            setIsTyped(value === 'typed');
          }}
        >
          <Radio value="made" label={access.passwordMade} />
          <Radio value="typed" label={access.passwordTyped} />
        </RadioGroup>
      </Field>
      {isTyped && (
        <Field
          required
          label={access.newPassword}
          hint={access.newPasswordHint}
          {...(problem === undefined ? {} : { validationMessage: problem })}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(_, { value }) => {
              set.reset();
              setPassword(value);
            }}
          />
        </Field>
      )}
    </FormDialog>
  );
}
