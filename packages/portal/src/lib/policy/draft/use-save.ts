import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { drafts as words } from '#strings/drafts';
import { type Expected, expectedOf } from '../../expected.ts';
import { notify } from '../../notifications.ts';
import { COLLECTIONS, type DefinitionKind } from '../definition-summary.ts';
import { type Draft, propertiesOf } from './draft.ts';
import { type DraftField, type DraftProblems, placeServerProblems } from './place-problems.ts';
import { putDefinition, refusedParts } from './put-definition.ts';
import type { DraftState } from './use-draft.ts';

/** A draft on its way to the server. */
export type SaveState = {
  /** Sends the draft; when it is taken, leaves for the page of what was saved. */
  save(expected?: Expected): Promise<void>;
  readonly isSaving: boolean;
  /** Why the draft as it is was not taken; undefined when it was not sent, or has been changed since. */
  readonly error: unknown;
  /** The same, where it belongs. */
  readonly said: DraftProblems;
  /** What must be there before the server is asked; empty before somebody has tried to save. */
  readonly missing: DraftProblems['fields'];
  /** The page leaves by itself. */
  readonly isLeaving: { current: boolean };
};

const PAGES: Readonly<Record<DefinitionKind, string>> = {
  policy: '/policy/definitions/details',
  initiative: '/policy/initiatives/details',
};
const NOTHING: DraftProblems = { text: [], fields: {} };

/** `id`: of what is edited; undefined for a new one. `onSaved` is told the id of what was saved. */
export function useSave(
  kind: DefinitionKind,
  id: string | undefined,
  state: DraftState,
  onSaved?: (id: string) => void,
): SaveState {
  const navigate = useNavigate();
  const { draft, etag } = state;
  const [refusal, setRefusal] = useState<{ readonly error: unknown; readonly of: Draft }>();
  const [isSaving, setIsSaving] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const isLeaving = useRef(false);
  // What the server said holds for what it saw.
  const error = refusal?.of === draft ? refusal.error : undefined;
  const said = useMemo(
    () => (error === undefined ? NOTHING : placeServerProblems(draft.text, refusedParts(error))),
    [error, draft.text],
  );

  async function save(expected: Expected = expectedOf(id === undefined, etag)): Promise<void> {
    setIsAsked(true);
    if (Object.keys(missingIn(draft)).length > 0) return;
    const properties = propertiesOf(draft);
    if (properties === undefined) return setRefusal({ error: new Error(words.notJson), of: draft });
    const place =
      id ?? `${draft.storedAt}/providers/Microsoft.Authorization/${COLLECTIONS[kind]}/${draft.name}`;
    setIsSaving(true);
    try {
      const { revision } = await putDefinition(place, properties, expected);
      notify({
        id: `save ${place}`,
        title: words.saved(draft.displayName),
        state: 'done',
        ...(revision === undefined ? {} : { detail: words.inForce(revision) }),
      });
      isLeaving.current = true;
      state.forget();
      onSaved?.(place);
      // In the place of the editor: the way back does not lead to a draft that is done.
      await navigate({ to: PAGES[kind], search: { id: place }, replace: true } as never);
    } catch (reason) {
      setRefusal({ error: reason, of: draft });
    } finally {
      setIsSaving(false);
    }
  }

  return { save, isSaving, error, said, missing: isAsked ? missingIn(draft) : {}, isLeaving };
}

const NAME = /^[^<>*%&:\\?/\p{Cc}]{0,63}[^<>*%&:\\?/\p{Cc}. ]$/u;

function missingIn({ displayName, name, storedAt }: Draft): Partial<Record<DraftField, string>> {
  return {
    ...(displayName.trim() === '' ? { displayName: words.required } : {}),
    ...(name === '' ? { name: words.required } : NAME.test(name) ? {} : { name: words.nameRule }),
    ...(storedAt === '' ? { storedAt: words.required } : {}),
  };
}
