import { Add20Regular } from '@fluentui/react-icons';
import { definitions } from '#strings/definitions';
import { CommandLink } from '../../../components/command-link.tsx';
import { DefinitionCatalog } from '../../../components/definition-catalog.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { useMayDo } from '../../../lib/roles.ts';

const words = definitions.initiatives;

export default function InitiativesPage() {
  const mayDo = useMayDo();
  return (
    <DefinitionCatalog
      kind="initiative"
      title={words.title}
      purpose={words.purpose}
      create={
        mayDo?.(ACTIONS.define.initiative) === true ? (
          <CommandLink appearance="primary" icon={<Add20Regular />} to="/policy/initiatives/edit">
            {words.create}
          </CommandLink>
        ) : undefined
      }
    />
  );
}
