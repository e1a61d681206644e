import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { useEffect, useState } from 'react';
import { MOST_NAME, suggestName } from '../../../lib/policy/policy-name.ts';
import { type Preview, usePreview } from '../../../lib/policy/use-preview.ts';
import { useTakenNames } from '../../../lib/policy/use-taken-names.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { checkForm, type Problems } from '../form/check-form.ts';
import { addressOf, bodyOf, type Form, type FormAddress, idOf } from '../form/form.ts';

/** Long enough that typing a word asks once. */
const PAUSE_MS = 500;
const NO_NAMES: ReadonlySet<string> = new Set();

export type ExemptionForm = {
  readonly isNew: boolean;
  readonly form: Form;
  change(changes: Partial<Form>): void;
  readonly isDirty: boolean;
  readonly problems: Problems;
  /** Those of them that are shown: after a try to write it. */
  readonly shown: Problems;
  showProblems(): void;
  readonly id: string;
  readonly body: JsonObject;
  /** What it would exempt; of the form as it was a moment ago. */
  readonly preview: Preview;
  /** Why the reader may not write it; undefined where they may, or nobody knows yet. */
  readonly forbidden: ApiError | undefined;
};

/** The state of the form. That of a new exemption is in the address too, so that it can be shared. `initial` must be one value for good. */
export function useExemptionForm(initial: Form, isNew: boolean): ExemptionForm {
  const [, changeUrl] = useUrlState<keyof FormAddress>();
  const [form, setForm] = useState(initial);
  const [isShown, setIsShown] = useState(false);
  const taken = useTakenNames('policyExemptions', isNew ? form.scope : '') ?? NO_NAMES;
  const problems = checkForm(form, {
    taken,
    now: Date.now(),
    ...(initial.expiresOn === undefined ? {} : { before: initial.expiresOn }),
  });
  const isFine = Object.keys(problems).length === 0;
  const [id, body] = [idOf(form), bodyOf(form)];
  const asked = useSettled(isFine ? { id, body } : undefined);
  const preview = usePreview(asked?.id ?? '', asked && { operation: 'put', resource: asked.body });

  const follows =
    isNew && !form.hasOwnName && form.displayName.trim() !== ''
      ? suggestName(form.displayName, MOST_NAME, taken)
      : form.name;
  useEffect(() => {
    if (follows !== form.name) setForm(before => ({ ...before, name: follows }));
  }, [follows, form.name]);

  const address = useSettled(isNew ? addressOf(form) : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: written when the form has changed, not when the address has
  useEffect(() => {
    if (address !== undefined) changeUrl(address, { replace: true });
  }, [address]);

  return {
    isNew,
    form,
    change: changes => setForm(before => ({ ...before, ...changes })),
    isDirty: JSON.stringify({ ...form, name: '' }) !== JSON.stringify({ ...initial, name: '' }),
    problems,
    shown: isShown ? problems : {},
    showProblems: () => setIsShown(true),
    id,
    body,
    preview,
    forbidden: preview.error instanceof ApiError && preview.error.status === 403 ? preview.error : undefined,
  };
}

/** A value once it has been the same for a moment. */
function useSettled<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: values are alike when their texts are
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
