import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { Box20Regular } from '@fluentui/react-icons';
import { common } from '#strings/common';
import { models as words } from '#strings/models';
import { PortalLink } from '../../../components/portal-link.tsx';
import { bytes, number } from '../../../lib/format/number.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import { numbersTo } from '../../../lib/numbers-to.ts';
import { ModelVerdict } from './model-verdict.tsx';

const useStyles = makeStyles({
  cards: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(272px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    minWidth: 0,
    minHeight: '172px',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    // Thousands of cards: those that are out of sight cost nothing.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 172px',
    ':hover': { boxShadow: tokens.shadow4 },
  },
  refused: {
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    ':hover': { boxShadow: 'none' },
  },
  head: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start', minWidth: 0 },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    minWidth: 0,
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitLineClamp: 3,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  },
  line: { margin: 0, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  foot: {
    marginTop: 'auto',
    paddingTop: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** Models as cards. Those that are refused stand back, and can still be read and opened. */
export function ModelCards({
  models,
  workspace,
}: {
  readonly models: readonly CatalogModel[];
  readonly workspace: string | undefined;
}) {
  const styles = useStyles();
  return (
    <ul className={styles.cards} aria-label={words.listed}>
      {models.map(model => (
        <li
          key={model.assetId}
          className={mergeClasses(styles.card, model.answer?.verdict === 'deny' && styles.refused)}
        >
          <Card model={model} workspace={workspace} />
        </li>
      ))}
    </ul>
  );
}

function Card({
  model,
  workspace,
}: {
  readonly model: CatalogModel;
  readonly workspace: string | undefined;
}) {
  const styles = useStyles();
  const {
    assetId,
    displayName,
    publisher,
    task,
    sizeBytes,
    licence,
    registry,
    version,
    deployments,
    answer,
  } = model;
  return (
    <>
      <div className={styles.head}>
        <Box20Regular aria-hidden className={styles.icon} />
        <h2 className={styles.name} title={displayName}>
          <PortalLink to="/models/details" search={{ id: assetId, workspace }}>
            {displayName}
          </PortalLink>
        </h2>
      </div>
      <p className={styles.line}>{publisher ?? `${words.columns.publisher}: ${words.unknown}`}</p>
      <p className={mergeClasses(styles.line, styles.quiet)}>
        {joined(task, sizeBytes === undefined ? undefined : bytes(sizeBytes), licence)}
      </p>
      <p className={mergeClasses(styles.line, styles.quiet)}>
        {joined(
          registry,
          words.version(version),
          deployments === undefined || deployments === 0 ? undefined : words.deployments(number(deployments)),
        )}
      </p>
      {answer !== undefined && (
        <div className={styles.foot}>
          <ModelVerdict answer={answer} />
        </div>
      )}
    </>
  );
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined).join(' · ');
}

/** In the place of cards that are on their way. */
export function LoadingCards() {
  const styles = useStyles();
  return (
    <Skeleton aria-label={common.loading} className={styles.cards}>
      {numbersTo(12).map(index => (
        <SkeletonItem key={index} style={{ height: '172px' }} />
      ))}
    </Skeleton>
  );
}
