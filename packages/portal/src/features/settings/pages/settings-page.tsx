import { Tab, TabList } from '@fluentui/react-components';
import { frame } from '#strings/frame';
import { settings } from '#strings/settings';
import { Page } from '../../../components/page.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { GeneralTab } from '../components/general-tab.tsx';
import { IssuersTab } from '../components/issuers-tab.tsx';
import { WebhooksTab } from '../components/webhooks-tab.tsx';

const TABS = { general: GeneralTab, webhooks: WebhooksTab, issuers: IssuersTab } as const;
const NAMES = ['general', 'webhooks', 'issuers'] as const;

/** What holds for the whole tenant, and who is told of what happens in it. */
export default function SettingsPage() {
  const [{ tab }, change] = useUrlState<'tab' | 'q' | 'id' | 'dialog' | 'sort'>();
  const shown = NAMES.find(name => name === tab) ?? 'general';
  const Shown = TABS[shown];
  return (
    <Page title={frame.pages.settings} purpose={settings.purpose}>
      <TabList
        selectedValue={shown}
        onTabSelect={(_, { value }) =>
          change({
            tab: value === 'general' ? undefined : String(value),
            q: undefined,
            id: undefined,
            dialog: undefined,
            sort: undefined,
          })
        }
      >
        {NAMES.map(name => (
          <Tab key={name} value={name}>
            {settings.tabs[name]}
          </Tab>
        ))}
      </TabList>
      <Shown />
    </Page>
  );
}
