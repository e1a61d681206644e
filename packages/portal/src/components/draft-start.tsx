import type { JsonObject } from '@sluice/arm/protocol';
import type { ReactNode } from 'react';
import { definitions } from '#strings/definitions';
import { drafts as words } from '#strings/drafts';
import type { DefinitionKind } from '../lib/policy/definition-summary.ts';
import { type Draft, draftOf } from '../lib/policy/draft/draft.ts';
import { draftKey } from '../lib/policy/draft/kept-draft.ts';
import { nameOf } from '../lib/policy/draft/name-of.ts';
import { type Definition, useDefinition } from '../lib/policy/use-definition.ts';
import { definitionScopeOf } from '../lib/policy/use-definitions.ts';
import { useScope } from '../lib/scope.ts';
import { useUrlState } from '../lib/url-state.ts';
import { CommandLink } from './command-link.tsx';
import { DEFINITION_PAGES } from './definition-table.tsx';
import { Page } from './page.tsx';
import { EmptyState, LoadingLines, QueryView } from './states.tsx';

/** What a page that writes begins with. */
export type Begun = {
  readonly title: string;
  /** Under which the draft is kept. */
  readonly draftKey: string;
  readonly initial: Draft;
  /** What is edited; undefined for a new one. */
  readonly stored:
    | { readonly id: string; readonly displayName: string; readonly etag: string | undefined }
    | undefined;
};

/**
 * Reads what a page writes about: `?id=` edits it, `?from=` begins with a copy of it, neither begins with `start`. Draws what there is to
 * see meanwhile, and what cannot be edited.
 */
export function DraftStart({
  kind,
  start,
  children,
}: {
  readonly kind: DefinitionKind;
  readonly start: JsonObject;
  children(begun: Begun, waiting: ReactNode): ReactNode;
}) {
  const [{ id, from }] = useUrlState<'id' | 'from'>();
  const basedOn = id ?? from;
  const based = useDefinition(basedOn);
  const scope = useScope();
  const title = titleOf(kind, id, based.data);
  const frame = (content: ReactNode) => (
    <Page title={title} crumbs={[{ label: definitions.kindsMany[kind], to: DEFINITION_PAGES[kind] }]}>
      {content}
    </Page>
  );
  const waiting = frame(<LoadingLines lines={10} />);
  if (basedOn !== undefined && based.data === undefined)
    return frame(
      <QueryView query={based} what={definitions.details.unreadable} loading={<LoadingLines lines={10} />}>
        {() => null}
      </QueryView>,
    );
  if (id !== undefined && based.data !== undefined && based.data.policyType !== 'Custom')
    return frame(
      <EmptyState
        title={words.notCustom}
        action={
          <CommandLink appearance="primary" to={`${DEFINITION_PAGES[kind]}/edit`} search={{ from: id }}>
            {definitions.details.duplicate}
          </CommandLink>
        }
      />,
    );
  if (scope === undefined) return waiting;
  return children(
    {
      title,
      draftKey: draftKey(kind, id, from),
      initial: initialDraft(kind, id, based.data, start, definitionScopeOf(scope.id)),
      stored:
        id === undefined || based.data === undefined
          ? undefined
          : { id, displayName: based.data.displayName, etag: based.data.etag },
    },
    waiting,
  );
}

function titleOf(kind: DefinitionKind, id: string | undefined, based: Definition | undefined): string {
  const titles = words.titles[kind];
  if (based === undefined) return id === undefined ? titles.new : definitions.kinds[kind];
  return id === undefined ? titles.duplicate(based.displayName) : titles.edit(based.displayName);
}

function initialDraft(
  kind: DefinitionKind,
  id: string | undefined,
  based: Definition | undefined,
  start: JsonObject,
  place: string,
): Draft {
  if (based === undefined) return { ...draftOf(kind, start), name: '', storedAt: place };
  const draft = draftOf(kind, based.properties);
  if (id !== undefined) return { ...draft, name: based.name, storedAt: based.storedAt };
  const displayName = words.copyOf(based.displayName).slice(0, MOST_CHARACTERS);
  return { ...draft, displayName, name: nameOf(displayName), version: '', storedAt: place };
}

/** Of a display name. */
const MOST_CHARACTERS = 128;
