import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { settings as words } from '#strings/settings';
import { QueryView } from '../../../components/states.tsx';
import { useMayDo } from '../../../lib/roles.ts';
import { useSettings } from '../api/get-settings.ts';
import { SettingsForm } from './settings-form.tsx';

const WRITE = 'Sluice.Governance/settings/write';

/** The settings of the tenant, to be changed by who may. */
export function GeneralTab() {
  const query = useSettings();
  const mayWrite = useMayDo()?.(WRITE) ?? false;
  return (
    <QueryView query={query} what={words.failed}>
      {found => (
        <>
          {!mayWrite && (
            <MessageBar>
              <MessageBarBody>{words.readOnly}</MessageBarBody>
            </MessageBar>
          )}
          <SettingsForm settings={found} isReadOnly={!mayWrite} />
        </>
      )}
    </QueryView>
  );
}
