import { Add20Regular } from '@fluentui/react-icons';
import { definitions } from '#strings/definitions';
import { CommandLink } from '../../../components/command-link.tsx';
import { DefinitionCatalog } from '../../../components/definition-catalog.tsx';
import { ACTIONS } from '../../../lib/actions.ts';
import { useMayDo } from '../../../lib/roles.ts';

const words = definitions.list;

export default function DefinitionsPage() {
  const mayDo = useMayDo();
  return (
    <DefinitionCatalog
      kind="policy"
      title={words.title}
      purpose={words.purpose}
      create={
        mayDo?.(ACTIONS.define.policy) === true ? (
          <CommandLink appearance="primary" icon={<Add20Regular />} to="/policy/definitions/edit">
            {words.create}
          </CommandLink>
        ) : undefined
      }
    />
  );
}
