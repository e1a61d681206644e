import { search as words } from '#strings/search';
import { Page } from '../../../components/page.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { EmptyState } from '../../../components/states.tsx';
import { isSearchable } from '../../../lib/search.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { SearchResults } from '../components/search-results.tsx';

/** Everything that a search finds, kept in the address. */
export default function SearchPage() {
  const [{ q = '', kind }, change] = useUrlState<'q' | 'kind'>();
  return (
    <Page title={words.page.title} purpose={words.page.purpose}>
      <SearchField
        label={words.label}
        value={q}
        onChange={text => change({ q: text, kind: undefined }, { replace: true })}
      />
      {isSearchable(q) ? (
        <SearchResults text={q} kind={kind} onKind={next => change({ kind: next })} />
      ) : (
        <EmptyState title={words.page.prompt} hint={words.page.promptHint} />
      )}
    </Page>
  );
}
