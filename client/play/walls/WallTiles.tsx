import { hungSize, onSheet, onWall, sheetSize, type WallLayout } from '../../../shared/domain/wall.ts';
import { address } from '../../net/http.ts';
import { crispScale } from '../../ui/crisp.ts';

interface WallTilesProps {
  /** Of the sheet, relative to the base. */
  readonly url: string;
  readonly layout: WallLayout;
  /** CSS pixels that the longer side may take. */
  readonly room: number;
  readonly marked?: readonly number[];
}

/** A wall in the small, on a page: the pictures of its sheet, hung apart. */
export function WallTiles({ url, layout, room, marked = [] }: WallTilesProps) {
  const hung = hungSize(layout);
  const scale = crispScale(Math.max(hung.width, hung.height), room, devicePixelRatio);
  return (
    <span
      class="pixels"
      style={{
        display: 'block',
        position: 'relative',
        width: `${hung.width * scale}px`,
        height: `${hung.height * scale}px`,
      }}
    >
      {Array.from({ length: layout.walls * layout.count }, (_, k) => {
        const to = onWall(layout, k);
        return (
          <span
            key={k}
            style={{
              position: 'absolute',
              left: `${to.x * scale}px`,
              top: `${to.y * scale}px`,
              outline: marked.includes(k) ? `${Math.max(2, Math.floor(2 * scale))}px solid var(--brass)` : undefined,
            }}
          >
            <WallTile url={url} layout={layout} place={k} scale={scale} />
          </span>
        );
      })}
    </span>
  );
}

interface WallTileProps {
  readonly url: string;
  readonly layout: WallLayout;
  readonly place: number;
  /** CSS pixels for one picture pixel; whole in device pixels. */
  readonly scale: number;
}

/** One picture of a wall, out of its sheet. */
export function WallTile({ url, layout, place, scale }: WallTileProps) {
  const from = onSheet(layout, place);
  const sheet = sheetSize(layout);
  return (
    <span
      style={{
        display: 'block',
        width: `${layout.width * scale}px`,
        height: `${layout.height * scale}px`,
        imageRendering: 'pixelated',
        backgroundImage: `url("${address(url)}")`,
        backgroundSize: `${sheet.width * scale}px ${sheet.height * scale}px`,
        backgroundPosition: `${-from.x * scale}px ${-from.y * scale}px`,
      }}
    />
  );
}
