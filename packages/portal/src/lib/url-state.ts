import { useNavigate, useSearch } from '@tanstack/react-router';

/** The parameters of an address: texts only, read as they stand. */
export function parseSearch(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Parameters as the query of an address; those that say nothing are left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** What a page keeps in its address, so that it can be shared, reloaded and gone back to. */
export type UrlState<Name extends string> = readonly [
  state: Readonly<Record<Name, string | undefined>>,
  /** Changes some of it. `replace` makes no step to go back to: for text that is being typed. */
  change: (
    changes: Readonly<Partial<Record<Name, string | undefined>>>,
    options?: { readonly replace?: boolean },
  ) => void,
];

export function useUrlState<Name extends string>(): UrlState<Name> {
  const search = useSearch({ strict: false }) as Readonly<Record<Name, string | undefined>>;
  const navigate = useNavigate();
  return [
    search,
    (changes, { replace = false } = {}) =>
      void navigate({
        to: '.',
        replace,
        resetScroll: false,
        search: (before: object) => ({ ...before, ...changes }),
      } as never),
  ];
}
