import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { access } from '#strings/access';
import { roles as words } from '#strings/roles';
import { notify } from '../../../lib/notifications.ts';
import { type Principal, usePrincipals } from '../../../lib/principals.ts';
import { problemAt } from '../../../lib/problem-at.ts';
import { type NewPrincipal, useCreatePrincipal } from '../api/change-principal.ts';
import { FormDialog } from './form-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { Picker, principalOptions } from './picker.tsx';

const KINDS = ['ServicePrincipal', 'User', 'Group'] as const;

type Draft = {
  readonly kind: (typeof KINDS)[number];
  readonly displayName: string;
  readonly userName: string;
  readonly members: readonly string[];
  readonly issuer: string;
  readonly subject: string;
};

const EMPTY: Draft = {
  kind: 'ServicePrincipal',
  displayName: '',
  userName: '',
  members: [],
  issuer: '',
  subject: '',
};

/** Makes an application, a user or a group. */
export function NewPrincipalDialog({
  isOpen,
  onMade,
  onClose,
}: {
  readonly isOpen: boolean;
  onMade(principal: Principal): void;
  onClose(): void;
}) {
  const { data: principals = [] } = usePrincipals();
  const [draft, setDraft] = useState(EMPTY);
  const [isAsked, setIsAsked] = useState(false);
  const create = useCreatePrincipal();
  const { kind, displayName, userName, members, issuer, subject } = draft;
  const own = isAsked ? checkDraft(draft) : {};

  function change(part: Partial<Draft>): void {
    create.reset();
    setDraft(before => ({ ...before, ...part }));
  }

  async function submit(): Promise<void> {
    setIsAsked(true);
    if (Object.keys(checkDraft(draft)).length > 0) return;
    const made = await create.mutateAsync(toNew(draft));
    notify({
      id: crypto.randomUUID(),
      title: access.made(made.displayName),
      state: 'done',
      link: `/manage/access?tab=principals&name=${made.objectId}`,
    });
    onMade(made);
  }

  function problem(problemHere: string | undefined, pointer: string) {
    const told = problemHere ?? problemAt(create.error, pointer);
    return told === undefined ? {} : { validationMessage: told };
  }

  return (
    <FormDialog
      isOpen={isOpen}
      title={access.newPrincipal}
      action={access.create}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={access.columns.kind} hint={access.kindHints[kind]}>
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_, { value }) => change({ kind: KINDS.find(each => each === value) ?? EMPTY.kind })}
        >
          {KINDS.map(each => (
            <Radio key={each} value={each} label={words.kinds[each] ?? each} />
          ))}
        </RadioGroup>
      </Field>
      <Field required label={access.displayName} {...problem(own.displayName, '/properties/displayName')}>
        <Input
          value={displayName}
          maxLength={256}
          autoComplete="off"
          onChange={(_, { value }) => change({ displayName: value })}
        />
      </Field>
      {kind === 'User' && (
        <Field
          required
          label={access.userName}
          hint={access.userNameHint}
          {...problem(own.userName, '/properties/clientId')}
        >
          <Input
            value={userName}
            maxLength={128}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, { value }) => change({ userName: value.trim() })}
          />
        </Field>
      )}
      {kind === 'Group' ? (
        <div>
          <Picker
            startsAnew
            label={access.addMember}
            hint={access.membersHint}
            problem={problemAt(create.error, '/properties/members')}
            options={principalOptions(principals.filter(({ objectId }) => !members.includes(objectId)))}
            onPick={picked => picked !== undefined && change({ members: [...members, picked.objectId] })}
          />
          <MemberList
            members={members}
            onRemove={gone => change({ members: members.filter(each => each !== gone) })}
          />
        </div>
      ) : (
        <>
          <Field
            label={access.issuer}
            hint={access.identityOptional}
            {...problem(own.issuer, '/properties/identities')}
          >
            <Input
              type="url"
              value={issuer}
              spellCheck={false}
              placeholder="https://token.actions.githubusercontent.com"
              onChange={(_, { value }) => change({ issuer: value })}
            />
          </Field>
          <Field label={access.subject} {...problem(own.subject, '/properties/identities/0/subject')}>
            <Input
              value={subject}
              spellCheck={false}
              autoComplete="off"
              onChange={(_, { value }) => change({ subject: value })}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}

type Problems = Partial<Record<'displayName' | 'userName' | 'issuer' | 'subject', string>>;

function checkDraft({ kind, displayName, userName, issuer, subject }: Draft): Problems {
  const isIdentified = kind !== 'Group' && (issuer.trim() !== '' || subject.trim() !== '');
  return {
    ...(displayName.trim() === '' ? { displayName: access.needsDisplayName } : {}),
    ...(kind === 'User' && userName === '' ? { userName: access.needsUserName } : {}),
    ...(isIdentified && issuer.trim() === '' ? { issuer: access.needsIssuer } : {}),
    ...(isIdentified && subject.trim() === '' ? { subject: access.needsSubject } : {}),
  };
}

function toNew({ kind, displayName, userName, members, issuer, subject }: Draft): NewPrincipal {
  return {
    displayName: displayName.trim(),
    principalType: kind,
    ...(kind === 'User' ? { clientId: userName } : {}),
    ...(kind === 'Group' ? { members } : {}),
    ...(kind === 'Group' || issuer.trim() === ''
      ? {}
      : { identities: [{ issuer: issuer.trim(), subject: subject.trim() }] }),
  };
}
