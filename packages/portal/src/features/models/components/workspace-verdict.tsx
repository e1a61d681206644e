import { makeStyles, tokens } from '@fluentui/react-components';
import { models } from '#strings/models';
import { RefusalSentence } from '../../../components/explanation/refusal-sentence.tsx';
import { Alternatives } from '../../../components/explanation/would-pass.tsx';
import { LoadingLines, QueryView } from '../../../components/states.tsx';
import { VerdictBadge } from '../../../components/verdict-badge.tsx';
import { nameOfId } from '../../../lib/format/id.ts';
import type { ModelName } from '../../../lib/models/asset-id.ts';
import { toAlternative } from '../../../lib/models/to-alternative.ts';
import { useModelAnswer } from '../../../lib/models/use-model.ts';

const { details: words } = models;

const useStyles = makeStyles({
  box: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    display: 'grid',
    gap: tokens.spacingVerticalS,
    marginBottom: tokens.spacingVerticalXL,
    maxWidth: '960px',
  },
});

/** What would become of a deployment in the workspace that the reader came from, and what may be deployed instead. */
export function WorkspaceVerdict({
  name,
  workspace,
}: {
  readonly name: ModelName;
  readonly workspace: string;
}) {
  const styles = useStyles();
  const answer = useModelAnswer(name, workspace);
  return (
    <section className={styles.box} aria-label={words.inWorkspace(nameOfId(workspace))}>
      <strong>{words.inWorkspace(nameOfId(workspace))}</strong>
      <QueryView query={answer} what={words.couldNotJudge} loading={<LoadingLines lines={2} />}>
        {found =>
          found === null ? (
            <span>{words.notThere}</span>
          ) : found.verdict === 'allow' ? (
            <VerdictBadge verdict="allow">{words.mayBeDeployed}</VerdictBadge>
          ) : (
            <>
              {found.refusals.map(refusal => (
                <RefusalSentence key={JSON.stringify(refusal)} refusal={refusal} />
              ))}
              {found.nearest.length > 0 && <Alternatives models={found.nearest.map(toAlternative)} />}
            </>
          )
        }
      </QueryView>
    </section>
  );
}
