import { Button } from '@fluentui/react-components';
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { common } from '#strings/common';

/** Copies a text; says so for a moment. `label` names what is copied to screen readers. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      appearance="subtle"
      size="small"
      icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
      aria-label={isCopied ? common.copied : `${common.copy} ${label}`}
      title={isCopied ? common.copied : `${common.copy} ${label}`}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
    />
  );
}
