import { makeStyles, tokens } from '@fluentui/react-components';
import { frame } from '#strings/frame';
import { home } from '#strings/home';
import { ComplianceGlance } from '../../../components/compliance-glance.tsx';
import { Page } from '../../../components/page.tsx';
import { LoadingLines } from '../../../components/states.tsx';
import { useScope } from '../../../lib/scope.ts';
import { HomeSearch } from '../components/home-search.tsx';
import { RecentDenials } from '../components/recent-denials.tsx';
import { Tiles } from '../components/tiles.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalXL,
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** Where everybody begins: what can be done, what was refused, how things stand. */
export default function HomePage() {
  const styles = useStyles();
  const scope = useScope();
  return (
    <Page title={frame.pages.home} purpose={home.purpose}>
      <HomeSearch />
      <Tiles />
      <div className={styles.parts}>
        {scope !== undefined && (
          <>
            <RecentDenials scope={scope} />
            <ComplianceGlance scope={scope} />
          </>
        )}
        {scope === undefined && <LoadingLines lines={8} />}
      </div>
    </Page>
  );
}
