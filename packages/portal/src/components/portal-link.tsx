import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { MouseEventHandler, ReactNode } from 'react';

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    ':hover': { color: tokens.colorBrandForegroundLinkHover, textDecorationLine: 'underline' },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusSmall,
    },
  },
});

export type PortalLinkProps = {
  /** A path of the portal: `/policy/definitions`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly className?: string;
  readonly 'aria-label'?: string;
  readonly onClick?: MouseEventHandler<HTMLAnchorElement>;
};

/** A link inside the portal. The scope of the address goes along. */
export function PortalLink({ to, search = {}, className, ...others }: PortalLinkProps) {
  const styles = useStyles();
  // Pages are named as data here; the router checks them where routes are written out.
  return (
    <Link to={to} search={search as never} className={mergeClasses(styles.link, className)} {...others} />
  );
}
