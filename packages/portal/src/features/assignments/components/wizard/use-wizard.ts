import { ApiError } from '@sluice/arm/client';
import type { JsonObject } from '@sluice/arm/protocol';
import { useEffect, useMemo, useState } from 'react';
import { ACTIONS } from '../../../../lib/actions.ts';
import { keep, readKept } from '../../../../lib/kept.ts';
import { type Member, membersOf } from '../../../../lib/policy/members-of.ts';
import { mostAssignmentName, suggestName } from '../../../../lib/policy/policy-name.ts';
import type { Warning } from '../../../../lib/policy/preview.ts';
import { type Definition, useDefinition } from '../../../../lib/policy/use-definition.ts';
import { lastWeek, type Preview, useCheck, usePreview } from '../../../../lib/policy/use-preview.ts';
import { useTakenNames } from '../../../../lib/policy/use-taken-names.ts';
import { useMayDoAt } from '../../../../lib/roles.ts';
import { useUrlState } from '../../../../lib/url-state.ts';
import { useDebounced } from '../../../../lib/use-debounced.ts';
import { useMembers } from '../../api/use-members.ts';
import { checkDraft } from '../../draft/check-draft.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Problem } from '../../draft/problem.ts';
import { serverProblems } from '../../draft/server-problems.ts';
import { readStoredDraft, writeStoredDraft } from '../../draft/stored-draft.ts';
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
  /** It differs from what it was begun with, by somebody's hand. */
  readonly isDirty: boolean;
  /** When the draft was kept that the page came back with; undefined where it did not. */
  readonly restoredFrom: string | undefined;
  /** The etag of the assignment that the draft was begun with; undefined for a new one. */
  readonly etag: string | undefined;
  /** The draft is of an assignment that was changed since. */
  readonly isStale: boolean;
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
  /** Those of them that are shown: of what was given, of tabs that were left, and all once the review was asked for. */
  readonly shown: readonly Problem[];
  /** What is allowed but hardly meant. */
  readonly warnings: readonly Warning[];
  /** Whether the server has looked at the draft as it is now. One whose check failed may be written: the write is checked all the same. */
  readonly check: Check;
  /** The reader may not write it at all; false where they may, or nobody knows yet. */
  readonly isForbidden: boolean;
  readonly id: string;
  readonly body: JsonObject;
  readonly preview: Preview;
  readonly replay: Preview;
  /** The preview is of the draft as it is now. */
  readonly isPreviewCurrent: boolean;
};

export type Check =
  | { readonly state: 'running' | 'done' }
  | { readonly state: 'failed'; readonly error: unknown; again(): void };

/** The draft as the server is asked about it. */
type Asked = { readonly draft: Draft; readonly id: string; readonly body: JsonObject; readonly text: string };

/** Long enough that typing a word asks once. */
const PAUSE_MS = 500;

/** The state of the wizard. `key`: under which the draft is kept. `initial`, and the `etag` of what it is of, must be one value for good. */
export function useWizard(mode: WizardMode, key: string, initial: Draft, etag: string | undefined): Wizard {
  const [{ tab: tabText }, changeUrl] = useUrlState<'tab'>();
  const tab = tabOf(tabText);
  const [kept] = useState(() => readStoredDraft(readKept(key)));
  const [restoredFrom, setRestoredFrom] = useState(kept?.at);
  const [draft, setDraft] = useState(kept?.draft ?? initial);
  const [begunWith, setBegunWith] = useState(kept === undefined ? etag : kept.etag);
  const [isTouched, setIsTouched] = useState(kept !== undefined);
  const [left, setLeft] = useState<ReadonlySet<TabId>>(() => leftBefore(tab));
  const isDirty = isTouched && JSON.stringify(draft) !== JSON.stringify(initial);

  const { definition, definitionError, versions } = useChosenDefinition(draft);
  const { definitions: memberDefinitions } = useMembers(definition);
  const hints = useMemo(
    () => (definition === undefined ? NO_HINTS : hintsOf(definition, memberDefinitions)),
    [definition, memberDefinitions],
  );
  const taken = useTakenNames('policyAssignments', mode === 'edit' ? '' : draft.scope);
  useFollowingNames({ draft, setDraft, definition, taken, isOn: mode !== 'edit' });

  const local = checkDraft(draft, definition, taken ?? NO_NAMES);
  const isKnown = definition !== undefined && taken !== undefined;
  const mayAssign = useMayDoAt(draft.scope === '' ? undefined : draft.scope)?.(ACTIONS.assign);
  const { asked, check, preview, replay } = useServer({
    draft,
    definition,
    // The server says what is missing of the parameters too; the rest it cannot be asked without.
    canCheck: mayAssign !== false && isKnown && local.every(({ tab: at }) => at === 'parameters'),
    canPreview:
      mayAssign !== false && isKnown && local.length === 0 && (tab === 'impact' || tab === 'review'),
  });
  const refusal = [check.error, preview.error].find(isAnswer);
  const problems = withoutDoubles([
    ...local,
    ...refusalsOf(refusal === check.error ? asked.check : asked.preview, draft, refusal, definition),
  ]);

  useEffect(() => {
    keep(
      key,
      isDirty ? writeStoredDraft({ draft, etag: begunWith, at: new Date().toISOString() }) : undefined,
    );
  }, [isDirty, key, draft, begunWith]);

  return {
    mode,
    draft,
    change(changes) {
      setIsTouched(true);
      setDraft(before => ({ ...before, ...changes }));
    },
    isDirty,
    restoredFrom,
    etag: begunWith,
    isStale: begunWith !== etag,
    startOver() {
      setBegunWith(etag);
      setRestoredFrom(undefined);
      setIsTouched(false);
      setDraft(initial);
      setLeft(new Set());
      changeUrl({ tab: undefined }, { replace: true });
    },
    forget() {
      keep(key, undefined);
      setIsTouched(false);
    },
    tab,
    goTo(next) {
      setLeft(before => new Set([...before, tab, ...leftBefore(next)]));
      // A tab is no step to go back to: behind a wizard that is done lies the page that it was opened from.
      changeUrl({ tab: next === 'basics' ? undefined : next }, { replace: true });
    },
    definition,
    definitionError,
    versions,
    members: definition === undefined ? [] : membersOf(definition),
    memberDefinitions,
    hints,
    problems,
    shown: problems.filter(
      problem => left.has(problem.tab) || problem.tab === 'review' || isOfGiven(problem, draft),
    ),
    warnings: preview.pages?.[0]?.warnings ?? check.data ?? [],
    check: checkOf(check, asked.check?.text === textOf(draft, definition) || definitionError !== null),
    isForbidden: mayAssign === false || refusal?.status === 403,
    id: idOf(draft),
    body: bodyOf(draft, definition),
    preview,
    replay,
    isPreviewCurrent: asked.preview?.text === textOf(draft, definition),
  };
}

/** An error by which the server says what it has against the draft, and not that it could not look at it. */
function isAnswer(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status < 500;
}

function checkOf(check: ReturnType<typeof useCheck>, isCurrent: boolean): Check {
  if (!isCurrent || check.isLoading) return { state: 'running' };
  if (check.error === null || isAnswer(check.error)) return { state: 'done' };
  return { state: 'failed', error: check.error, again: () => void check.refetch() };
}

const NO_HINTS: ReadonlyMap<string, Hint> = new Map();
const NO_NAMES: ReadonlySet<string> = new Set();

/** The definition in the version that the draft asks for. */
function useChosenDefinition({ definitionId, definitionVersion }: Draft): {
  readonly definition: Definition | undefined;
  readonly definitionError: unknown;
  readonly versions: readonly string[];
} {
  const newest = useDefinition(definitionId);
  const versions = newest.data?.versions ?? [];
  const pinned = definitionVersion === '' ? undefined : versionFor(definitionVersion, versions);
  const isOther = pinned !== undefined && pinned !== newest.data?.version;
  const older = useDefinition(isOther ? definitionId : undefined, pinned);
  return {
    definition: isOther ? older.data : newest.data,
    definitionError: newest.error ?? older.error,
    versions,
  };
}

/** What the server says of the draft: whether it would take it, as soon as nobody types; what it would mean, once that is looked at. */
function useServer({
  draft,
  definition,
  canCheck,
  canPreview,
}: {
  readonly draft: Draft;
  readonly definition: Definition | undefined;
  readonly canCheck: boolean;
  readonly canPreview: boolean;
}) {
  const [week] = useState(() => lastWeek(Date.now()));
  const text = textOf(draft, definition);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drafts are alike when their texts are
  const now = useMemo(
    (): Asked => ({ draft, id: idOf(draft), body: bodyOf(draft, definition), text }),
    [text],
  );
  const rested = useDebounced(canCheck ? now : undefined, PAUSE_MS);
  const check = useCheck(rested?.id ?? '', rested && { operation: 'put', resource: rested.body });
  // What was previewed stays while the draft is changed elsewhere: the summary shows it as what it is.
  const [previewed, setPreviewed] = useState<Asked>();
  useEffect(() => {
    if (canPreview) setPreviewed(now);
  }, [canPreview, now]);
  const change = previewed && ({ operation: 'put', resource: previewed.body } as const);
  const preview = usePreview(previewed?.id ?? '', change);
  const replay = usePreview(previewed?.id ?? '', preview.pages === undefined ? undefined : change, week);
  return { asked: { check: rested, preview: previewed }, check, preview, replay };
}

function bodyOf(draft: Draft, definition: Definition | undefined): JsonObject {
  return toBody(draft, new Set(definition?.parameters.map(({ name }) => name)));
}

function textOf(draft: Draft, definition: Definition | undefined): string {
  return JSON.stringify([idOf(draft), bodyOf(draft, definition)]);
}

/** Whoever is at the impact or the review has been through what comes before. */
function leftBefore(tab: TabId): ReadonlySet<TabId> {
  return new Set(
    tab === 'impact' || tab === 'review' ? ['basics', 'parameters', 'messages', 'selectors'] : [],
  );
}

/** What is wrong with something that was given is said at once; what is missing, once its tab was left. */
function isOfGiven({ field }: Problem, { parameters }: Draft): boolean {
  return field.startsWith('parameters/') && parameters[field.slice('parameters/'.length)] !== undefined;
}

/** One is enough at each field: what the portal says itself comes first. */
function withoutDoubles(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ field }, index) => field === '' || problems.findIndex(each => each.field === field) === index,
  );
}

/** What the server has against the draft, as far as that was not changed since. */
function refusalsOf(
  asked: Asked | undefined,
  draft: Draft,
  error: unknown,
  definition: Definition | undefined,
): readonly Problem[] {
  // That the reader may not write it at all is said by itself: nothing in the draft mends that.
  if (asked === undefined || !isAnswer(error) || error.status === 403) return [];
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
