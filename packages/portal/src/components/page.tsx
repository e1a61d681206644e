import { makeStyles, tokens } from '@fluentui/react-components';
import { useRouterState, useSearch } from '@tanstack/react-router';
import { Fragment, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { common } from '#strings/common';
import { PortalLink } from './portal-link.tsx';

/** How wide the panel beside a page is. Where there is no more room than that, it covers the page. */
export const PANEL_WIDTH = '560px';

const useStyles = makeStyles({
  page: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    maxWidth: '2400px',
    '@media (max-width: 640px)': { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}` },
    // What a panel covers as a whole is there for nobody: neither the Tab key nor a screen reader comes to it. Each part is told so, since
    // Fluent's links are visible whatever they stand in. The title stays: it says where one is.
    [`@media (max-width: ${PANEL_WIDTH})`]: {
      ':has([data-panel]) :not(h1, [data-panel], [data-panel] *)': { visibility: 'hidden' },
    },
  },
  crumbs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  title: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    outlineStyle: 'none',
    visibility: 'visible',
    overflowWrap: 'anywhere',
  },
  purpose: {
    color: tokens.colorNeutralForeground2,
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    maxWidth: '80ch',
  },
  commands: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalM} 0`,
    // All of them are for others.
    ':empty': { display: 'none' },
  },
  // Tabs that have no room beside one another go below: what stands outside of the window is there for nobody.
  content: { marginTop: tokens.spacingVerticalM, '& .fui-TabList': { flexWrap: 'wrap' } },
});

/** A step on the way to a page. */
export type Crumb = {
  readonly label: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
};

export type PageProps = {
  readonly title: string;
  /** One line that says what the page is for. */
  readonly purpose?: ReactNode;
  /** From the top of the section to the parent of this page. */
  readonly crumbs?: readonly Crumb[];
  /** Buttons; the primary action leftmost. */
  readonly commands?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every page's content. Its heading takes the focus after a navigation, so that readers hear where they are. */
export function Page({ title, purpose, crumbs = [], commands, children }: PageProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(heading);
  useEffect(() => {
    document.title = `${title} - ${common.product}`;
  }, [title]);
  return (
    <div className={styles.page}>
      {crumbs.length > 0 && (
        <nav aria-label={common.breadcrumb}>
          <ol className={styles.crumbs}>
            {crumbs.map(({ label, to, search }) => (
              <Fragment key={`${to} ${JSON.stringify(search)}`}>
                <li>
                  <PortalLink to={to} {...(search === undefined ? {} : { search })}>
                    {label}
                  </PortalLink>
                </li>
                <li aria-hidden>›</li>
              </Fragment>
            ))}
          </ol>
        </nav>
      )}
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {purpose !== undefined && <p className={styles.purpose}>{purpose}</p>}
      {commands !== undefined && (
        <div role="toolbar" aria-label={common.commands} className={styles.commands}>
          {commands}
        </div>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

/** Whether a page was shown yet. On the first one the focus begins where the browser has it. */
let hasBegun = false;

/** Gives the focus to a page's heading when the reader comes to it, and when the page goes on to another thing: by its path, or its id. */
function useFocusOnArrival(heading: RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const { id } = useSearch({ strict: false }) as { readonly id?: string };
  const before = useRef<{ readonly path: string; readonly hasPanel: boolean }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another id is another arrival
  useEffect(() => {
    const hasPanel = document.querySelector('[data-panel]') !== null;
    // The id of a panel within the same page is no concern of the page: a panel takes the focus, and gives it back.
    const isPanels = before.current?.path === path && (hasPanel || before.current.hasPanel);
    before.current = { path, hasPanel };
    if (hasBegun && !isPanels) heading.current?.focus({ preventScroll: true });
    hasBegun = true;
  }, [heading, path, id]);
}
