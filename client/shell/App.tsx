import { useLanguage } from '../i18n/index.ts';
import { Lazy } from './Lazy.tsx';
import { useRoute } from './router.ts';

const home = () => import('../pages/home/HomePage.tsx').then((m) => m.HomePage);
const openRoom = () => import('../pages/host/OpenRoomPage.tsx').then((m) => m.OpenRoomPage);
const console = () => import('../pages/host/ConsolePage.tsx').then((m) => m.ConsolePage);
const play = () => import('../play/PlayerPage.tsx').then((m) => m.PlayerPage);
const wall = () => import('../play/WallPage.tsx').then((m) => m.WallPage);
const board = () => import('../pages/board/BoardPage.tsx').then((m) => m.BoardPage);
const training = () => import('../pages/training/TrainingPage.tsx').then((m) => m.TrainingPage);
const ladder = () => import('../pages/lab/LadderPage.tsx').then((m) => m.LadderPage);
const tour = () => import('../pages/lab/TourPage.tsx').then((m) => m.TourPage);
const lab = () => import('../pages/lab/LabPage.tsx').then((m) => m.LabPage);
const notFound = () => import('../pages/NotFoundPage.tsx').then((m) => m.NotFoundPage);

/** The page of the address. Each is fetched when it is first visited, so that a phone that joins loads little. */
export function App() {
  const { route, query } = useRoute();
  useLanguage();
  switch (route.page) {
    case 'home':
      return <Lazy key="home" load={home} props={{}} />;
    case 'host':
      return route.code === null ? (
        <Lazy key="open" load={openRoom} props={{ query }} />
      ) : (
        <Lazy key={`host/${route.code}`} load={console} props={{ code: route.code }} />
      );
    case 'play':
      return <Lazy key={`play/${route.code ?? ''}`} load={play} props={{ code: route.code }} />;
    case 'wall':
      return <Lazy key={`wall/${route.code}`} load={wall} props={{ code: route.code }} />;
    case 'board':
      return <Lazy key="board" load={board} props={{ query }} />;
    case 'training':
      return <Lazy key="training" load={training} props={{ query }} />;
    case 'lab':
      if (route.name === 'tour') return <Lazy key="tour" load={tour} props={{}} />;
      return route.name === null ? (
        <Lazy key="ladder" load={ladder} props={{}} />
      ) : (
        <Lazy key={`lab/${route.name}`} load={lab} props={{ name: route.name }} />
      );
    case 'notFound':
      return <Lazy key="notFound" load={notFound} props={{}} />;
  }
}
