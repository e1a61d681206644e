import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import {
  Apps24Regular,
  BookDatabase24Regular,
  BoxMultiple24Regular,
  CheckboxChecked24Regular,
  ClipboardTextLtr24Regular,
  DocumentBulletList24Regular,
  type FluentIcon,
  PeopleTeam24Regular,
  Rocket24Regular,
  ShieldDismiss24Regular,
} from '@fluentui/react-icons';
import { common } from '#strings/common';
import { home } from '#strings/home';
import { PortalLink } from '../../../components/portal-link.tsx';
import { numbersTo } from '../../../lib/numbers-to.ts';
import { useMayDo } from '../../../lib/roles.ts';

type Tile = {
  readonly words: keyof typeof home.tile;
  readonly to: string;
  readonly icon: FluentIcon;
  /** What one must be allowed to do for the tile to be of use. */
  readonly action: string;
};

const DEPLOYMENTS = 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments';

/** What people come for, what fewer may do first. */
const TILES: readonly Tile[] = [
  { words: 'deploy', to: '/deploy', icon: Rocket24Regular, action: `${DEPLOYMENTS}/write` },
  {
    words: 'assign',
    to: '/policy/assign',
    icon: ClipboardTextLtr24Regular,
    action: 'Microsoft.Authorization/policyAssignments/write',
  },
  {
    words: 'models',
    to: '/models',
    icon: Apps24Regular,
    action: 'Microsoft.MachineLearningServices/registries/models/versions/read',
  },
  {
    words: 'compliance',
    to: '/policy/compliance',
    icon: CheckboxChecked24Regular,
    action: 'Microsoft.PolicyInsights/policyStates/queryResults/read',
  },
  {
    words: 'definitions',
    to: '/policy/definitions/edit',
    icon: DocumentBulletList24Regular,
    action: 'Microsoft.Authorization/policyDefinitions/write',
  },
  {
    words: 'exemptions',
    to: '/policy/exemptions',
    icon: ShieldDismiss24Regular,
    action: 'Microsoft.Authorization/policyExemptions/write',
  },
  { words: 'deployments', to: '/deployments', icon: BoxMultiple24Regular, action: `${DEPLOYMENTS}/read` },
  {
    words: 'log',
    to: '/audit/activity-log',
    icon: BookDatabase24Regular,
    action: 'Microsoft.Insights/eventtypes/values/read',
  },
  {
    words: 'access',
    to: '/manage/access',
    icon: PeopleTeam24Regular,
    action: 'Microsoft.Authorization/roleAssignments/write',
  },
];
const MOST = 8;

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
    gap: tokens.spacingHorizontalM,
    '@media (max-width: 640px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: tokens.spacingHorizontalS,
    },
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  tile: {
    display: 'grid',
    gridTemplateColumns: '24px 1fr',
    alignItems: 'start',
    columnGap: tokens.spacingHorizontalM,
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': {
      color: tokens.colorNeutralForeground1Hover,
      backgroundColor: tokens.colorNeutralBackground1Hover,
      textDecorationLine: 'none',
    },
  },
  icon: { color: tokens.colorBrandForeground1 },
  name: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  hint: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '@media (max-width: 640px)': { display: 'none' },
  },
});

/** Ways into the portal, by what whoever is signed in may do. */
export function Tiles() {
  const styles = useStyles();
  const mayDo = useMayDo();
  if (mayDo === undefined)
    return (
      <Skeleton aria-label={common.loading} className={styles.list}>
        {numbersTo(MOST).map(each => (
          <SkeletonItem key={each} size={64} />
        ))}
      </Skeleton>
    );
  return (
    <ul className={styles.list} aria-label={home.tiles}>
      {TILES.filter(({ action }) => mayDo(action))
        .slice(0, MOST)
        .map(({ words, to, icon: Icon }) => {
          const [name, hint] = home.tile[words];
          return (
            <li key={words}>
              <PortalLink to={to} className={styles.tile}>
                <Icon className={styles.icon} aria-hidden />
                <span>
                  <span className={styles.name}>{name}</span>
                  <span className={styles.hint}>{hint}</span>
                </span>
              </PortalLink>
            </li>
          );
        })}
    </ul>
  );
}
