import { Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { access } from '#strings/access';
import type { Principal } from '../../../lib/principals.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { useChangePrincipal } from '../api/change-principal.ts';
import { FormDialog } from './form-dialog.tsx';

const useStyles = makeStyles({ pem: { fontFamily: tokens.fontFamilyMonospace } });

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/;

/** Lets an application sign in by the key of a certificate. */
export function AddCertificateDialog({
  isOpen,
  principal,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly principal: Principal;
  onClose(): void;
}) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const change = useChangePrincipal();
  const { objectId, displayName, certificates } = principal;
  const [certificate] = CERTIFICATE.exec(text) ?? [];
  const place = `/properties/certificates/${certificates.length}/certificate`;
  const problem =
    isAsked && certificate === undefined ? access.needsCertificate : problemAt(change.error, place);

  async function submit(): Promise<void> {
    setIsAsked(true);
    if (certificate === undefined) return;
    await change.mutateAsync({ objectId, certificates: [...certificates, { certificate }] });
    onClose();
  }

  return (
    <FormDialog
      isOpen={isOpen}
      title={access.addCertificateTo(displayName)}
      action={access.addCertificate}
      isBusy={change.isPending}
      error={problem === undefined ? change.error : undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        required
        label={access.certificate}
        hint={access.certificateHint}
        {...(problem === undefined ? {} : { validationMessage: problem })}
      >
        <Textarea
          className={styles.pem}
          rows={8}
          resize="vertical"
          value={text}
          spellCheck={false}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={(_, { value }) => {
            change.reset();
            setText(value);
          }}
        />
      </Field>
    </FormDialog>
  );
}
