import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { useEffect, useMemo, useState } from 'react';
import type { Member } from '../../../../lib/policy/members-of.ts';
import { membersOf } from '../../../../lib/policy/members-of.ts';
import { mostAssignmentName, suggestName } from '../../../../lib/policy/policy-name.ts';
import { type Definition, useDefinition } from '../../../../lib/policy/use-definition.ts';
import { lastWeek, type Preview, usePreview } from '../../../../lib/policy/use-preview.ts';
import { useUrlState } from '../../../../lib/url-state.ts';
import { useMembers } from '../../api/use-members.ts';
import { useTakenNames } from '../../api/use-taken-names.ts';
import { checkDraft } from '../../draft/check-draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Problem } from '../../draft/problem.ts';
import { serverProblems } from '../../draft/server-problems.ts';
import { forgetDraft, readStoredDraft, storeDraft } from '../../draft/stored-draft.ts';
import { type TabId, tabOf } from '../../draft/tabs.ts';
import { idOf, toBody } from '../../draft/to-body.ts';
import { versionFor } from '../../draft/version-choices.ts';
import { hintsOf } from '../../parameters/hints-of.ts';
import type { Hint } from '../../parameters/what-parameters-name.ts';

export type WizardMode = 'new' | 'edit' | 'duplicate';

/** Everything that the tabs of the wizard share. */
export type Wizard = {
  readonly mode: WizardMode;
  readonly draft: Draft;
  change(changes: Partial<Draft>): void;
  /** Something was changed that leaving would lose. */
  readonly isDirty: boolean;
  /** When the draft was kept that the page came back with; undefined where it did not. */
  readonly restoredFrom: string | undefined;
  /** Back to how it began. */
  startOver(): void;
  /** Forgets the kept draft: it was written, or given up. */
  forget(): void;
  readonly tab: TabId;
  goTo(tab: TabId): void;
  /** The chosen definition in the chosen version; undefined until it is known. */
  readonly definition: Definition | undefined;
  readonly definitionError: unknown;
  /** All versions of it. */
  readonly versions: readonly string[];
  readonly members: readonly Member[];
  readonly memberDefinitions: readonly Definition[];
  readonly hints: ReadonlyMap<string, Hint>;
  /** What the portal and the server know to be wrong. */
  readonly problems: readonly Problem[];
  /** Those of them that are shown: on tabs that were left, and all after the review was asked for. */
  readonly shown: readonly Problem[];
  readonly id: string;
  readonly body: JsonObject;
  readonly preview: Preview;
  readonly replay: Preview;
  /** The preview is of the draft as it is now. */
  readonly isPreviewCurrent: boolean;
  /** Has the server look at the draft as it is now. */
  ask(): void;
};

type Asked = { readonly draft: Draft; readonly id: string; readonly body: JsonObject; readonly text: string };

/** The state of the wizard. `key`: under which the draft is kept. `initial` must be one value for good. */
export function useWizard(mode: WizardMode, key: string, initial: Draft): Wizard {
  const [{ tab: tabText }, changeUrl] = useUrlState<'tab'>();
  const tab = tabOf(tabText);
  const [kept] = useState(() => readStoredDraft(sessionStorage, key));
  const [restoredFrom, setRestoredFrom] = useState(kept?.at);
  const [draft, setDraft] = useState(kept?.draft ?? initial);
  const [isTouched, setIsTouched] = useState(kept !== undefined);
  const [left, setLeft] = useState<ReadonlySet<TabId>>(() => leftBefore(tab));
  const [asked, setAsked] = useState<Asked>();
  const [week] = useState(() => lastWeek(Date.now()));

  const newest = useDefinition(draft.definitionId);
  const versions = newest.data?.versions ?? [];
  const pinned = draft.definitionVersion === '' ? undefined : versionFor(draft.definitionVersion, versions);
  const isOther = pinned !== undefined && pinned !== newest.data?.version;
  const older = useDefinition(isOther ? draft.definitionId : undefined, pinned);
  const definition = isOther ? older.data : newest.data;
  const { definitions: memberDefinitions } = useMembers(definition);
  const hints = useMemo(
    () => (definition === undefined ? NO_HINTS : hintsOf(definition, memberDefinitions)),
    [definition, memberDefinitions],
  );
  const taken = useTakenNames(mode === 'edit' ? '' : draft.scope);

  const declared = new Set(definition?.parameters.map(({ name }) => name));
  const body = toBody(draft, declared);
  const id = idOf(draft);
  const text = JSON.stringify([id, body]);

  const isAsked = asked !== undefined;
  const preview = usePreview(asked?.id ?? '', asked && { operation: 'put', resource: asked.body });
  const isKnown = preview.pages !== undefined;
  const replay = usePreview(
    asked?.id ?? '',
    isAsked && isKnown ? { operation: 'put', resource: asked.body } : undefined,
    week,
  );
  const problems = [
    ...checkDraft(draft, definition, taken ?? new Set()),
    ...refusals(asked, draft, preview.error, definition),
  ];
  const isReady =
    definition !== undefined && taken !== undefined && checkDraft(draft, definition, taken).length === 0;

  useFollowingNames({ draft, setDraft, definition, taken, isOn: mode !== 'edit' });
  useEffect(() => {
    if (isTouched) storeDraft(sessionStorage, key, draft, new Date().toISOString());
  }, [isTouched, key, draft]);

  function ask(): void {
    if (isReady && asked?.text !== text) setAsked({ draft, id, body, text });
  }
  // These two show what the server says of the draft: they ask as soon as it can be asked.
  const isWanted = tab === 'impact' || tab === 'review';
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for another text only
  useEffect(() => {
    if (isWanted && isReady && asked?.text !== text) setAsked({ draft, id, body, text });
  }, [isWanted, isReady, text, asked?.text]);

  return {
    mode,
    draft,
    change(changes) {
      setIsTouched(true);
      setDraft(before => ({ ...before, ...changes }));
    },
    isDirty: isTouched && JSON.stringify(draft) !== JSON.stringify(initial),
    restoredFrom,
    startOver() {
      forgetDraft(sessionStorage, key);
      setRestoredFrom(undefined);
      setIsTouched(false);
      setDraft(initial);
      setAsked(undefined);
      setLeft(new Set());
      changeUrl({ tab: undefined });
    },
    forget() {
      forgetDraft(sessionStorage, key);
      setIsTouched(false);
    },
    tab,
    goTo(next) {
      setLeft(before => new Set([...before, tab, ...leftBefore(next)]));
      changeUrl({ tab: next === 'basics' ? undefined : next });
    },
    definition,
    definitionError: newest.error ?? older.error,
    versions,
    members: definition === undefined ? [] : membersOf(definition),
    memberDefinitions,
    hints,
    problems,
    shown: problems.filter(
      problem => left.has(problem.tab) || problem.tab === 'review' || isTextProblem(problem, draft),
    ),
    id,
    body,
    preview,
    replay,
    isPreviewCurrent: asked?.text === text,
    ask,
  };
}

const NO_HINTS: ReadonlyMap<string, Hint> = new Map();

/** Whoever is at the impact or the review has been through what comes before. */
function leftBefore(tab: TabId): ReadonlySet<TabId> {
  return new Set(tab === 'impact' || tab === 'review' ? ['basics', 'parameters', 'advanced'] : []);
}

/** A text that is no value is wrong as soon as it is typed; what is missing is, once its tab was left. */
function isTextProblem({ field }: Problem, { parameters }: Draft): boolean {
  const entry = parameters[field.replace(/^parameters\//, '')];
  return field.startsWith('parameters/') && entry !== undefined && 'text' in entry;
}

/** What the server has against the draft, as far as that was not changed since. */
function refusals(
  asked: Asked | undefined,
  draft: Draft,
  error: unknown,
  definition: Definition | undefined,
): readonly Problem[] {
  if (asked === undefined || !(error instanceof ApiError)) return [];
  return serverProblems(error, definition).filter(
    ({ field }) => JSON.stringify(partOf(asked.draft, field)) === JSON.stringify(partOf(draft, field)),
  );
}

/** What of a draft a field is about; all of it for problems that are nowhere in particular. */
function partOf(draft: Draft, field: string): unknown {
  const [name = '', index] = field.split('/');
  const parts: Readonly<Record<string, unknown>> = {
    ...draft,
    definition: draft.definitionId,
    '': draft,
  };
  const part = parts[name];
  if (index === undefined || typeof part !== 'object' || part === null) return part;
  return (part as Readonly<Record<string, unknown>>)[index];
}

/** Names that nobody has written follow what was chosen. */
function useFollowingNames({
  draft,
  setDraft,
  definition,
  taken,
  isOn,
}: {
  readonly draft: Draft;
  setDraft(update: (before: Draft) => Draft): void;
  readonly definition: Definition | undefined;
  readonly taken: ReadonlySet<string> | undefined;
  readonly isOn: boolean;
}): void {
  const { hasOwnDisplayName, hasOwnName, scope } = draft;
  const displayName = hasOwnDisplayName
    ? draft.displayName
    : (definition?.displayName.slice(0, MOST_DISPLAY_NAME) ?? draft.displayName);
  const follows = !hasOwnName && scope !== '' && displayName.trim() !== '' && taken !== undefined;
  const name = follows ? suggestName(displayName, mostAssignmentName(scope), taken) : draft.name;
  useEffect(() => {
    if (isOn && (displayName !== draft.displayName || name !== draft.name))
      setDraft(before => ({ ...before, displayName, name }));
  }, [isOn, displayName, name, draft.displayName, draft.name, setDraft]);
}

const MOST_DISPLAY_NAME = 128;
