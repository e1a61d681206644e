import {
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { exemptions as words } from '#strings/exemptions';
import { CopyButton } from '../../../components/copy-button.tsx';
import { session } from '../../../lib/arm.ts';
import type { Draft } from '../draft/draft.ts';

const useStyles = makeStyles({
  request: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    maxWidth: '600px',
    marginTop: tokens.spacingVerticalL,
  },
  copy: { justifySelf: 'start' },
});

/** For whoever may not create exemptions: the same as a text to send to somebody who may. */
export function RequestText({ draft }: { readonly draft: Draft }) {
  const styles = useStyles();
  const { form } = words;
  const text = form.requestText({
    who: session().account.displayName,
    assignment: draft.assignmentId,
    scope: draft.scope,
    reason: draft.reason,
    expires: draft.expires === '' ? words.never : draft.expires,
    link: linkOf(draft),
  });
  return (
    <section className={styles.request} aria-label={form.request}>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{form.mayNot}</MessageBarTitle>
          {form.mayNotHint}
        </MessageBarBody>
      </MessageBar>
      <Field label={form.requestLabel}>
        <Textarea readOnly rows={9} value={text} />
      </Field>
      <span className={styles.copy}>
        <CopyButton text={text} label={form.copyRequest} />
      </span>
    </section>
  );
}

function linkOf({ assignmentId, scope, reason, expires }: Draft): string {
  const query = new URLSearchParams({ assignment: assignmentId, resource: scope, reason, expires });
  return `${location.origin}${import.meta.env.BASE_URL}policy/exemptions/edit?${query}`;
}
