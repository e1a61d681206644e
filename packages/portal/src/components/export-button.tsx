import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownload20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { exports } from '#strings/export';
import { notify } from '../lib/notifications.ts';
import { describeError } from './states.tsx';

export type ExportButtonProps<Format extends string> = {
  /** What is exported, for messages: "policy states". */
  readonly what: string;
  /** The formats that there are, each with what its choice is called. A single one makes a plain button. */
  readonly formats: readonly { readonly format: Format; readonly label: string }[];
  /** Saves the file; rejects when that cannot be. */
  onExport(format: Format): Promise<void>;
  readonly disabled?: boolean;
};

/** Exports a list. It may take a while: the bell tells how it goes, wherever the reader is by then. */
export function ExportButton<Format extends string>(props: ExportButtonProps<Format>) {
  const { what, formats, onExport, disabled = false } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [only, ...others] = formats;

  async function run(format: Format): Promise<void> {
    const id = `export-${crypto.randomUUID()}`;
    setIsBusy(true);
    notify({ id, title: exports.running(what), state: 'running' });
    try {
      await onExport(format);
      notify({ id, title: exports.done(what), state: 'done' });
    } catch (error) {
      notify({ id, title: exports.failed(what), detail: describeError(error).message, state: 'failed' });
    } finally {
      setIsBusy(false);
    }
  }

  if (only === undefined) return null;
  const look = { icon: <ArrowDownload20Regular />, disabled: disabled || isBusy };
  if (others.length === 0)
    return (
      <Button {...look} onClick={() => void run(only.format)}>
        {only.label}
      </Button>
    );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button {...look}>{exports.export}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {formats.map(({ format, label }) => (
            <MenuItem key={format} onClick={() => void run(format)}>
              {label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
