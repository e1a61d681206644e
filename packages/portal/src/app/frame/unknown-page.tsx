import { frame } from '#strings/frame';
import { Page } from '../../components/page.tsx';
import { PortalLink } from '../../components/portal-link.tsx';

export function UnknownPage() {
  return (
    <Page title={frame.unknownPage} purpose={frame.unknownPageHint}>
      <PortalLink to="/">{frame.pages.home}</PortalLink>
    </Page>
  );
}
