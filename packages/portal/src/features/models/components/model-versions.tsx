import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { models } from '#strings/models';
import { CopyButton } from '../../../components/copy-button.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import type { Queried } from '../../../components/states.tsx';
import { QueryView } from '../../../components/states.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { assetIdOf, type ModelName } from '../../../lib/models/asset-id.ts';
import type { ModelVersion } from '../api/model-versions.ts';

const { details: words } = models;
const FEW = 10;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxWidth: '960px' },
  version: {
    display: 'grid',
    gridTemplateColumns: '160px minmax(0, 1fr) max-content max-content',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr) max-content' },
  },
  description: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    '@media (max-width: 640px)': { gridColumn: '1 / -1', gridRow: 2 },
  },
});

/** The versions of a model, newest first; choosing one makes the page be about it. */
export function ModelVersions({
  name,
  workspace,
  query,
}: {
  readonly name: ModelName;
  readonly workspace: string | undefined;
  readonly query: Queried<readonly ModelVersion[]>;
}) {
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  return (
    <QueryView query={query} what={words.couldNotReadVersions}>
      {versions => (
        <>
          <ul className={styles.list}>
            {versions.slice(0, isWhole ? versions.length : FEW).map(version => {
              const assetId = assetIdOf({ ...name, version: version.name.toLowerCase() });
              const isShown = version.name.toLowerCase() === name.version;
              return (
                <li key={version.name} className={styles.version}>
                  <span>
                    <PortalLink to="/models/details" search={{ id: assetId, workspace }}>
                      {models.version(version.name)}
                    </PortalLink>{' '}
                    {isShown && <Badge appearance="outline">{words.shown}</Badge>}
                  </span>
                  <span className={styles.description} title={version.description}>
                    {version.isArchived ? words.archived : version.description}
                  </span>
                  <TimeText at={version.createdAt} />
                  <CopyButton text={assetId} label={`${models.assetId}, ${models.version(version.name)}`} />
                </li>
              );
            })}
          </ul>
          {versions.length > FEW && (
            <Button
              appearance="transparent"
              aria-expanded={isWhole}
              onClick={() => setIsWhole(before => !before)}
            >
              {isWhole ? models.showFewer : models.showMore(versions.length - FEW)}
            </Button>
          )}
        </>
      )}
    </QueryView>
  );
}
