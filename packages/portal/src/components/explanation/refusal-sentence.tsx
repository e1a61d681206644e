import { makeStyles, tokens } from '@fluentui/react-components';
import { explanation as words } from '#strings/explanation';
import type { PolicyNames, Refusal } from '../../lib/explanation/explanation.ts';
import { PortalLink } from '../portal-link.tsx';
import { QuotedText } from './quoted-text.tsx';

const useStyles = makeStyles({
  sentence: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    maxWidth: '80ch',
    overflowWrap: 'anywhere',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
});

/** "Refused by **Only approved registries** (assigned at *Production*): The model comes from the registry **huggingface**." */
export function RefusalSentence({ refusal }: { readonly refusal: Refusal }) {
  const styles = useStyles();
  const { assignmentId, assignmentName, initiativeName, definitionName, message, reason } = refusal;
  return (
    <p className={styles.sentence}>
      {words.refusedBy}{' '}
      <PortalLink to="/policy/assignments/details" search={{ id: assignmentId }} className={styles.name}>
        {assignmentName}
      </PortalLink>{' '}
      ({initiativeName !== undefined && definitionName !== undefined && `${definitionName}, `}
      {words.assignedAt} <em>{scopeWords(refusal)}</em>): {message !== undefined && `${message} `}
      <QuotedText text={reason} />
    </p>
  );
}

export function scopeWords({ scope, scopeName }: Pick<PolicyNames, 'scope' | 'scopeName'>): string {
  return scope === '' ? words.tenant : scopeName;
}
