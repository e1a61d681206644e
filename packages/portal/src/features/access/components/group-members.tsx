import { access } from '#strings/access';
import { ErrorState } from '../../../components/states.tsx';
import { type Principal, usePrincipals } from '../../../lib/principals.ts';
import { useChangePrincipal } from '../api/change-principal.ts';
import { MemberList } from './member-list.tsx';
import { Picker, principalOptions } from './picker.tsx';
import { usePanelStyles } from './use-panel-styles.ts';

/** Who is in a group; whoever may lets others in, and takes them out, at once. */
export function GroupMembers({
  principal,
  mayWrite,
}: {
  readonly principal: Principal;
  readonly mayWrite: boolean;
}) {
  const panel = usePanelStyles();
  const { data: principals = [] } = usePrincipals();
  const change = useChangePrincipal();
  const { objectId, members } = principal;
  const within = new Set([objectId, ...members].map(each => each.toLowerCase()));
  const others = principals.filter(each => !within.has(each.objectId.toLowerCase()));
  return (
    <>
      <h3 className={panel.heading}>{access.members}</h3>
      {mayWrite && (
        <Picker
          startsAnew
          label={access.addMember}
          options={principalOptions(others)}
          onPick={picked =>
            picked !== undefined && change.mutate({ objectId, members: [...members, picked.objectId] })
          }
        />
      )}
      {change.isError && <ErrorState error={change.error} />}
      <MemberList
        isLinked
        members={members}
        isBusy={change.isPending}
        onRemove={
          mayWrite
            ? gone => change.mutate({ objectId, members: members.filter(each => each !== gone) })
            : undefined
        }
      />
    </>
  );
}
