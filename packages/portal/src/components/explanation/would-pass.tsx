import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { explanation as words } from '#strings/explanation';
import type { AlternativeModel, Explanation, ProposedChange } from '../../lib/explanation/explanation.ts';
import { PortalLink } from '../portal-link.tsx';
import { ValueText } from '../value-text.tsx';

const useStyles = makeStyles({
  text: { margin: 0 },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingLeft: tokens.spacingHorizontalXL },
  path: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  models: {
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    maxWidth: '720px',
  },
  model: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  facts: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  alternatives: { marginTop: tokens.spacingVerticalM },
});

export type WouldPassProps = {
  readonly explanation: Explanation;
  /** Takes a model in place of the refused one. Absent: they are only named. */
  onTakeModel?(assetId: string): void;
};

/** The smallest change with which a refused request would have passed, and the models that may be deployed instead. */
export function WouldPass({ explanation, onTakeModel }: WouldPassProps) {
  const { wouldPass, alternatives } = explanation;
  // That another model would pass is what the alternatives say.
  const isSaid =
    alternatives.length > 0 &&
    wouldPass?.found === true &&
    wouldPass.changes.every(({ kind }) => kind === 'model');
  return (
    <>
      {wouldPass !== undefined && !isSaid && <Changes wouldPass={wouldPass} />}
      {alternatives.length > 0 && (
        <Alternatives
          models={alternatives}
          isAlone={isSaid || wouldPass === undefined}
          {...(onTakeModel === undefined ? {} : { onTake: onTakeModel })}
        />
      )}
    </>
  );
}

function Changes({ wouldPass }: { readonly wouldPass: NonNullable<Explanation['wouldPass']> }) {
  const styles = useStyles();
  if (!wouldPass.found)
    return (
      <p className={styles.text}>
        {words.nothingFound} {!wouldPass.complete && words.notAllTried}
      </p>
    );
  const { changes } = wouldPass;
  return (
    <>
      <p className={styles.text}>{changes.length === 1 ? words.wouldPassWith : words.wouldPassWithBoth}</p>
      <ul className={styles.list}>
        {changes.map(change => (
          <li key={change.path}>
            <Change change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Change({ change: { path, before, after } }: { readonly change: ProposedChange }) {
  const styles = useStyles();
  if (after === undefined) return <>{words.without(path)}</>;
  return (
    <>
      <code className={styles.path}>{path}</code>{' '}
      {before === undefined ? (
        <>{words.add} </>
      ) : (
        <>
          {words.from} <ValueText value={before} /> {words.to}{' '}
        </>
      )}
      <ValueText value={after} />
    </>
  );
}

/** Models that pass, each with what tells it from others. */
export function Alternatives({
  models,
  isAlone = true,
  onTake,
}: {
  readonly models: readonly AlternativeModel[];
  /** Nothing stands before it. */
  readonly isAlone?: boolean;
  onTake?(assetId: string): void;
}) {
  const styles = useStyles();
  return (
    <div className={isAlone ? undefined : styles.alternatives}>
      <p className={styles.text}>{words.alternatives}</p>
      <ul className={styles.models}>
        {models.map(model => (
          <li key={model.assetId} className={styles.model}>
            <span>
              <PortalLink to="/models/details" search={{ id: model.assetId }}>
                {model.name}
              </PortalLink>
              <span className={styles.facts}>{factsOf(model)}</span>
            </span>
            {onTake !== undefined && (
              <Button
                size="small"
                aria-label={words.takeModelNamed(model.name)}
                onClick={() => onTake(model.assetId)}
              >
                {words.takeModel}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function factsOf({ publisher, task, registry, version, licence }: AlternativeModel): string {
  return [publisher, task, registry, version === undefined ? undefined : `version ${version}`, licence]
    .filter(each => each !== undefined && each !== '')
    .join(' · ');
}
