import { deployments as words } from '#strings/deployments';
import { Page } from '../../../components/page.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { EmptyState } from '../../../components/states.tsx';

/** A details page whose address names nothing. */
export function NothingChosen({ title }: { readonly title: string }) {
  return (
    <Page title={title} crumbs={[{ label: words.title, to: '/deployments' }]}>
      <EmptyState
        title={words.details.noId}
        hint={words.details.noIdHint}
        action={<PortalLink to="/deployments">{words.details.toList}</PortalLink>}
      />
    </Page>
  );
}
