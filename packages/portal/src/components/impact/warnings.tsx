import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { impact } from '#strings/impact';
import { nameOfId } from '../../lib/format/id.ts';
import { pageOf } from '../../lib/page-of.ts';
import type { Warning } from '../../lib/policy/preview.ts';
import { PortalLink } from '../portal-link.tsx';

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalS, listStyle: 'none', margin: 0, padding: 0 },
  text: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
});

/** What the server says is allowed but hardly meant. Ids in it become links by name. */
export function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  const styles = useStyles();
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={impact.warnings}>
      {warnings.map(({ code, message }) => (
        <li key={`${code} ${message}`}>
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody className={styles.text}>
              <Linked text={message} />
            </MessageBarBody>
          </MessageBar>
        </li>
      ))}
    </ul>
  );
}

/** A sentence in which each quoted id that has a page is a link to it. */
function Linked({ text }: { readonly text: string }) {
  const parts = text.split(/'(\/[^']+)'/);
  return parts.map((part, index) => {
    const page = index % 2 === 1 ? pageOf(part) : undefined;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that does not change
      <Fragment key={index}>
        {page === undefined ? (
          index % 2 === 1 ? (
            `'${part}'`
          ) : (
            part
          )
        ) : (
          <PortalLink to={page.to} search={page.search}>
            {nameOfId(part)}
          </PortalLink>
        )}
      </Fragment>
    );
  });
}
