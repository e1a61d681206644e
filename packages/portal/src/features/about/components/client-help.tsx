import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { about as words } from '#strings/about';
import { Card } from '../../../components/card.tsx';
import { CommandBlock } from '../../../components/command-block.tsx';
import { QueryView } from '../../../components/states.tsx';
import { useConfig } from '../../../lib/use-config.ts';
import { CA_PATH, useHasCa } from '../api/get-ca.ts';
import { azCommands, environmentCommands } from '../client-commands.ts';

const useStyles = makeStyles({
  title: { margin: `${tokens.spacingVerticalL} 0 0`, fontSize: tokens.fontSizeBase300 },
  hint: {
    margin: `${tokens.spacingVerticalXXS} 0 ${tokens.spacingVerticalS}`,
    color: tokens.colorNeutralForeground2,
  },
  download: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** How to have Azure's clients talk to this server. */
export function ClientHelp() {
  const styles = useStyles();
  const config = useConfig();
  const ca = useHasCa();
  return (
    <Card title={words.clients}>
      <p>{words.clientsHint}</p>
      <QueryView query={config} what={words.configFailed}>
        {({ tenantId, cloudName }) => (
          <QueryView query={ca} what={words.caFailed}>
            {hasCa => {
              const place = { endpoint: location.origin, tenantId, cloudName, hasCa };
              return (
                <>
                  <h3 className={styles.title}>{words.ca}</h3>
                  <p className={styles.hint}>{hasCa ? words.caHint : words.caNone}</p>
                  {hasCa && (
                    <Link href={CA_PATH} download className={styles.download}>
                      <ArrowDownload20Regular aria-hidden />
                      {words.caDownload}
                    </Link>
                  )}
                  <h3 className={styles.title}>{words.az}</h3>
                  <p className={styles.hint}>
                    {hasCa ? `${words.azHint} ` : ''}
                    {words.placeholders}
                  </p>
                  <CommandBlock text={azCommands(place)} label={words.copyOf(words.az)} />
                  <h3 className={styles.title}>{words.sdks}</h3>
                  <p className={styles.hint}>{words.sdksHint}</p>
                  <CommandBlock text={environmentCommands(place)} label={words.copyOf(words.sdks)} />
                </>
              );
            }}
          </QueryView>
        )}
      </QueryView>
    </Card>
  );
}
