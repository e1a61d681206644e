import { makeStyles, tokens } from '@fluentui/react-components';
import { about } from '#strings/about';
import { frame } from '#strings/frame';
import { Page } from '../../../components/page.tsx';
import { ClientHelp } from '../components/client-help.tsx';
import { LogProof } from '../components/log-proof.tsx';
import { ScanList } from '../components/scan-list.tsx';
import { ServerFacts } from '../components/server-facts.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalL,
    '@media (max-width: 1024px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  whole: { gridColumn: '1 / -1', minWidth: 0 },
});

/** Which server this is, whether it is well, what it is doing, and how to point clients at it. */
export default function AboutPage() {
  const styles = useStyles();
  return (
    <Page title={frame.pages.about} purpose={about.purpose}>
      <div className={styles.parts}>
        <ServerFacts />
        <LogProof />
        <div className={styles.whole}>
          <ScanList />
        </div>
        <div className={styles.whole}>
          <ClientHelp />
        </div>
      </div>
    </Page>
  );
}
