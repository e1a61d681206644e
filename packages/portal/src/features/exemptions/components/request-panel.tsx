import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { Checkmark20Regular, Copy20Regular } from '@fluentui/react-icons';
import type { ApiError } from '@sluice/arm/client';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { exemptions } from '#strings/exemptions';
import { session } from '../../../lib/arm.ts';
import { nameOfId } from '../../../lib/format/id.ts';
import { localTime, utcTime } from '../../../lib/format/time.ts';
import type { Assignment } from '../../../lib/policy/assignment.ts';
import { requestText } from '../form/request-text.ts';
import type { ExemptionForm } from './use-exemption-form.ts';

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400 },
  text: { '& > textarea': { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } },
  small: { fontSize: tokens.fontSizeBase200 },
  said: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
});

/** For whoever may not make the exemption: the request as a text, and a link that fills the form in for somebody who may. */
export function RequestPanel({
  state: { form },
  assignment,
  refusal,
}: {
  readonly state: ExemptionForm;
  readonly assignment: Assignment | undefined;
  readonly refusal: ApiError;
}) {
  const styles = useStyles();
  const [isCopied, setIsCopied] = useState(false);
  // The address follows the form: it is the link.
  const href = useRouterState({ select: ({ location }) => location.publicHref });
  const words = exemptions.request;
  const text = requestText(form, {
    assignmentName: assignment?.displayName ?? nameOfId(form.assignmentId),
    who: session().account.displayName,
    link: new URL(href, location.origin).href,
    timeText: time => `${localTime(time)} (${utcTime(time)})`,
  });
  return (
    <section className={styles.panel} aria-label={words.title}>
      <h2 className={styles.title}>{words.title}</h2>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody className={styles.said}>
          <MessageBarTitle>{words.why}</MessageBarTitle>
          <div className={styles.small}>
            {words.serverSays} {refusal.detail.message}
          </div>
        </MessageBarBody>
      </MessageBar>
      <Field label={words.text}>
        <Textarea className={styles.text} readOnly rows={12} resize="vertical" value={text} />
      </Field>
      <div>
        <Button
          appearance="primary"
          icon={isCopied ? <Checkmark20Regular /> : <Copy20Regular />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
        >
          {isCopied ? words.copied : words.copy}
        </Button>
      </div>
    </section>
  );
}
