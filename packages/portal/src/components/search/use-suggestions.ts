import { ArrowRight20Regular, type FluentIcon } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { search as words } from '#strings/search';
import type { Place } from '../../lib/page-of.ts';
import { useMayDo } from '../../lib/roles.ts';
import { isSearchable, type SearchHit, useSearch } from '../../lib/search.ts';
import { ACTIONS, type Destination, findDestinations, PAGES } from './destinations.ts';
import { placeOf, useHitWhere } from './hit-place.ts';
import { kindIcon } from './kind-icons.ts';

/** Something to go to. */
export type Suggestion = {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: FluentIcon;
  readonly place: Place;
};

export type SuggestionSection = { readonly title: string; readonly suggestions: readonly Suggestion[] };

export type Suggestions = {
  readonly sections: readonly SuggestionSection[];
  /** Whether the server is being asked. */
  readonly isSearching: boolean;
  readonly error: unknown;
  retry(): void;
};

/** Long enough that typing a word asks once, short enough that nobody waits. */
const PAUSE_MS = 150;
const MOST_PAGES = 5;
const MOST_ACTIONS = 4;
const MOST_HITS = 8;

/** What fits a text that is being typed: pages and actions at once, what the server finds a moment later. */
export function useSuggestions(text: string): Suggestions {
  const asked = useSettled(text);
  const mayDo = useMayDo();
  const whereOf = useHitWhere();
  const { data, error, isFetching, refetch } = useSearch(asked, { top: MOST_HITS });
  const isAsking = isSearchable(text);
  const pages = findDestinations(text, PAGES).slice(0, isAsking ? MOST_PAGES : PAGES.length);
  const actions = findDestinations(text, ACTIONS)
    .filter(({ action }) => action === undefined || mayDo?.(action) === true)
    .slice(0, isAsking ? MOST_ACTIONS : ACTIONS.length);
  const hits = isAsking ? (data?.hits ?? []) : [];
  const sections: readonly SuggestionSection[] = [
    { title: words.sections.pages, suggestions: pages.map(toSuggestion) },
    { title: words.sections.actions, suggestions: actions.map(toSuggestion) },
    {
      title: words.sections.hits,
      suggestions: [
        ...hits.flatMap(hit => hitSuggestion(hit, whereOf(hit))),
        ...(isAsking ? [everything(text)] : []),
      ],
    },
  ];
  return {
    sections: sections.filter(({ suggestions }) => suggestions.length > 0),
    isSearching: isAsking && (isFetching || asked !== text),
    error: isAsking ? error : null,
    retry: () => void refetch(),
  };
}

/** The text of a moment ago, once it has stayed as it is. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function toSuggestion({ label, detail, icon, place }: Destination): Suggestion {
  return { key: `${place.to} ${label}`, label, detail, icon, place };
}

function hitSuggestion(hit: SearchHit, where: string): readonly Suggestion[] {
  const place = placeOf(hit);
  if (place === undefined) return [];
  const detail = `${words.kind(hit.kind)} · ${where}`;
  return [{ key: hit.assetId ?? hit.id, label: hit.displayName, detail, icon: kindIcon(hit.kind), place }];
}

function everything(text: string): Suggestion {
  return {
    key: 'everything',
    label: words.all(text.trim()),
    detail: '',
    icon: ArrowRight20Regular,
    place: { to: '/search', search: { q: text.trim() } },
  };
}
