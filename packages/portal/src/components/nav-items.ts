import {
  Apps20Regular,
  ArrowSyncCheckmark20Regular,
  BookDatabase20Regular,
  BoxMultiple20Regular,
  ChartMultiple20Regular,
  CheckboxChecked20Regular,
  ClipboardTextLtr20Regular,
  DocumentBulletList20Regular,
  DocumentFolder20Regular,
  Flash20Regular,
  Home20Regular,
  Info20Regular,
  PeopleTeam20Regular,
  Settings20Regular,
  ShieldDismiss20Regular,
} from '@fluentui/react-icons';
import { frame } from '#strings/frame';

const { pages, sections } = frame;

/** The left navigation, and the pages that the search knows. */
export const NAV = [
  { title: undefined, items: [{ to: '/', label: pages.home, icon: Home20Regular }] },
  {
    title: sections.models,
    items: [
      { to: '/models', label: pages.catalog, icon: Apps20Regular },
      { to: '/deployments', label: pages.deployments, icon: BoxMultiple20Regular },
    ],
  },
  {
    title: sections.policy,
    items: [
      { to: '/policy', label: pages.overview, icon: ChartMultiple20Regular },
      { to: '/policy/compliance', label: pages.compliance, icon: CheckboxChecked20Regular },
      { to: '/policy/assignments', label: pages.assignments, icon: ClipboardTextLtr20Regular },
      { to: '/policy/definitions', label: pages.definitions, icon: DocumentBulletList20Regular },
      { to: '/policy/initiatives', label: pages.initiatives, icon: DocumentFolder20Regular },
      { to: '/policy/exemptions', label: pages.exemptions, icon: ShieldDismiss20Regular },
      { to: '/policy/remediation', label: pages.remediation, icon: ArrowSyncCheckmark20Regular },
    ],
  },
  {
    title: sections.audit,
    items: [
      { to: '/audit/activity-log', label: pages.activityLog, icon: BookDatabase20Regular },
      { to: '/audit/events', label: pages.events, icon: Flash20Regular },
    ],
  },
  {
    title: sections.manage,
    items: [
      { to: '/manage/access', label: pages.access, icon: PeopleTeam20Regular },
      { to: '/manage/settings', label: pages.settings, icon: Settings20Regular },
      { to: '/manage/about', label: pages.about, icon: Info20Regular },
    ],
  },
] as const;
