import { Page } from '../../../components/page.tsx';

export default function EditInitiativePage() {
  return <Page title="Edit initiative">{null}</Page>;
}
