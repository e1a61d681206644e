import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { access } from '#strings/access';
import type { Principal } from '../../../lib/principals.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { useChangePrincipal } from '../api/change-principal.ts';
import { FormDialog } from './form-dialog.tsx';

/** Lets somebody else vouch for a principal. */
export function AddIdentityDialog({
  isOpen,
  principal,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly principal: Principal;
  onClose(): void;
}) {
  const [issuer, setIssuer] = useState('');
  const [subject, setSubject] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const change = useChangePrincipal();
  const { objectId, displayName, identities } = principal;
  const issuerProblem =
    isAsked && issuer.trim() === '' ? access.needsIssuer : problemAt(change.error, '/properties/identities');
  const subjectProblem = isAsked && subject.trim() === '' ? access.needsSubject : undefined;

  async function submit(): Promise<void> {
    setIsAsked(true);
    if (issuer.trim() === '' || subject.trim() === '') return;
    const added = { issuer: issuer.trim(), subject: subject.trim() };
    await change.mutateAsync({ objectId, identities: [...identities, added] });
    onClose();
  }

  return (
    <FormDialog
      isOpen={isOpen}
      title={access.addIdentityTo(displayName)}
      action={access.addIdentity}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        required
        label={access.issuer}
        hint={access.identityHint}
        {...(issuerProblem === undefined ? {} : { validationMessage: issuerProblem })}
      >
        <Input
          type="url"
          value={issuer}
          spellCheck={false}
          placeholder="https://token.actions.githubusercontent.com"
          onChange={(_, { value }) => {
            change.reset();
            setIssuer(value);
          }}
        />
      </Field>
      <Field
        required
        label={access.subject}
        {...(subjectProblem === undefined ? {} : { validationMessage: subjectProblem })}
      >
        <Input
          value={subject}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => {
            change.reset();
            setSubject(value);
          }}
        />
      </Field>
    </FormDialog>
  );
}
