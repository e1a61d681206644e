import { Button, type ButtonProps } from '@fluentui/react-components';
import { useLinkProps } from '@tanstack/react-router';

export type CommandLinkProps = Pick<ButtonProps, 'appearance' | 'icon' | 'children' | 'size'> & {
  /** A path of the portal. */
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
};

/** A command that leads to another page: a link that looks like a button. The scope of the address goes along. */
export function CommandLink({ to, search = {}, ...look }: CommandLinkProps) {
  const { children: _, className: __, ...link } = useLinkProps({ to, search } as never);
  return <Button as="a" {...look} {...(link as object)} />;
}
