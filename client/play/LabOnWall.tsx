import { Lazy } from '../shell/Lazy.tsx';

const sheet = () => import('../pages/lab/WallSheet.tsx').then((m) => m.WallSheet);

/** A part of a page of the lab in place of the game; fetched when the first one is shown. */
export function LabOnWall({ name, part }: { readonly name: string; readonly part: number }) {
  return (
    <div class="wall wall--lab">
      <Lazy load={sheet} props={{ name, part }} />
    </div>
  );
}
