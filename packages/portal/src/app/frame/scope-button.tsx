import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { frame } from '#strings/frame';
import { scopes } from '#strings/scopes';
import { lazyPart } from '../../components/lazy-part.tsx';
import { useScope } from '../../lib/scope.ts';
import { PartAway } from './part-away.tsx';
import { useWanted } from './use-wanted.ts';

const ScopePicker = lazyPart(async () => (await import('../../components/scope-picker.tsx')).ScopePicker);

const useStyles = makeStyles({
  scope: {
    minWidth: '48px',
    maxWidth: '240px',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    '@media (max-width: 640px)': { paddingInline: tokens.spacingHorizontalXS },
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** The scope that the portal is at, and the way to another one. */
export function ScopeButton() {
  const styles = useStyles();
  const scope = useScope();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const name = scope?.displayName ?? frame.noScope;
  const wanted = useWanted(ScopePicker);
  return (
    <>
      <Button
        appearance="subtle"
        className={styles.scope}
        icon={<ChevronDown16Regular />}
        iconPosition="after"
        aria-label={frame.changeScope(name)}
        aria-haspopup="dialog"
        title={scope?.id ?? ''}
        onPointerEnter={wanted.prepare}
        onFocus={wanted.prepare}
        onClick={() => {
          wanted.want();
          setIsOpen(true);
        }}
      >
        <span className={styles.name}>{name}</span>
      </Button>
      <PartAway wanted={wanted} />
      {isOpen && wanted.state === 'here' && (
        <ScopePicker
          isOpen
          title={scopes.pick}
          current={scope?.id}
          onClose={() => setIsOpen(false)}
          onPick={({ id }) => {
            setIsOpen(false);
            void navigate({ to: '.', search: (before: object) => ({ ...before, scope: id }) } as never);
          }}
        />
      )}
    </>
  );
}
