import { Field, Input, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { type RefObject, useState } from 'react';
import { access } from '#strings/access';
import type { Principal } from '../../../lib/principals.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { fromLocalInput, toLocalInput } from '../../../lib/time-range.ts';
import { type Credential, useAddSecret } from '../api/change-principal.ts';
import { FormDialog } from './form-dialog.tsx';

const useStyles = makeStyles({ time: { width: 'min(260px, 100%)' } });

const DAY_MS = 86_400_000;
const DAYS = [30, 90, 180, 365];
const AT = 'at';
const NEVER = 'never';

/** Makes a secret of an application, after asking how long it is good for. */
export function AddSecretDialog({
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
  onMade(credential: Credential): void;
  onClose(): void;
}) {
  const styles = useStyles();
  const [span, setSpan] = useState('90');
  const [at, setAt] = useState(() => toLocalInput(inDays(90)));
  const add = useAddSecret();
  const problem =
    problemAt(add.error, '/expiresOn') ??
    (span === AT && fromLocalInput(at) === undefined ? access.needsEnd : undefined);

  async function submit(): Promise<void> {
    if (span === AT && fromLocalInput(at) === undefined) return;
    onMade(await add.mutateAsync({ objectId: principal.objectId, expiresOn: endOf(span, at) }));
  }

  return (
    <FormDialog
      isOpen={isOpen}
      title={access.addSecretTo(principal.displayName)}
      action={access.addSecret}
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
      otherwise={otherwise}
    >
      <Field label={access.secretEnd} hint={access.secretEndHint}>
        <RadioGroup
          value={span}
          onChange={(_, { value }) => {
            add.reset();
            setSpan(value);
          }}
        >
          {DAYS.map(days => (
            <Radio key={days} value={String(days)} label={access.inDays(days)} />
          ))}
          <Radio value={AT} label={access.atATime} />
          <Radio value={NEVER} label={access.never} />
        </RadioGroup>
      </Field>
      {span === AT && (
        <Field
          required
          label={access.endTime}
          {...(problem === undefined ? {} : { validationMessage: problem })}
        >
          <Input
            className={styles.time}
            type="datetime-local"
            value={at}
            onChange={(_, { value }) => {
              add.reset();
              setAt(value);
            }}
          />
        </Field>
      )}
    </FormDialog>
  );
}

function endOf(span: string, at: string): string | undefined {
  if (span === NEVER) return undefined;
  return span === AT ? fromLocalInput(at) : inDays(Number(span));
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}
