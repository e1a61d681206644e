import {
  Apps20Regular,
  Beaker20Regular,
  BoxMultiple20Regular,
  BrainCircuit20Regular,
  Building20Regular,
  ClipboardTextLtr20Regular,
  DocumentBulletList20Regular,
  DocumentFolder20Regular,
  type FluentIcon,
  Folder20Regular,
  Key20Regular,
  Library20Regular,
  PlugConnected20Regular,
  QuestionCircle20Regular,
  ShieldDismiss20Regular,
} from '@fluentui/react-icons';

const ICONS: Readonly<Record<string, FluentIcon>> = {
  policyDefinition: DocumentBulletList20Regular,
  policySetDefinition: DocumentFolder20Regular,
  policyAssignment: ClipboardTextLtr20Regular,
  policyExemption: ShieldDismiss20Regular,
  model: Apps20Regular,
  managementGroup: Building20Regular,
  subscription: Key20Regular,
  resourceGroup: Folder20Regular,
  workspace: Beaker20Regular,
  endpoint: PlugConnected20Regular,
  deployment: BoxMultiple20Regular,
  registry: Library20Regular,
  account: BrainCircuit20Regular,
};

/** The picture of a kind of thing. */
export function kindIcon(kind: string): FluentIcon {
  return ICONS[kind] ?? QuestionCircle20Regular;
}
