import { Page } from '../../../components/page.tsx';

export default function ActivityLogPage() {
  return <Page title="Activity log">{null}</Page>;
}
