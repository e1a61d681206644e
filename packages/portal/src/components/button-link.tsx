import { Button, type ButtonProps } from '@fluentui/react-components';
import { useLinkProps } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';

/** A link that looks like a button: to a page where something is done. Opens in a new tab as links do. */
export function ButtonLink({
  to,
  search = {},
  appearance = 'secondary',
  icon = null,
  children,
}: {
  /** A path of the portal. */
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly icon?: ReactElement | null;
  readonly children: ReactNode;
}) {
  // Pages are named as data here, as in PortalLink.
  const link = useLinkProps({ to, search: search as never }) as Extract<ButtonProps, { as: 'a' }>;
  return (
    <Button {...link} as="a" appearance={appearance} icon={icon}>
      {children}
    </Button>
  );
}
