import { useMemo, useState } from 'preact/hooks';
import { formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { Subject } from '../parts/ask.ts';
import { unpacked } from '../parts/bytes.ts';
import type { PictureData } from '../parts/bytes.ts';
import { LabFailure } from '../parts/model.tsx';
import { colourOf } from '../parts/palette.ts';
import { Picture } from '../parts/Picture.tsx';
import { Plane } from '../parts/Plane.tsx';
import type { Point } from '../parts/Plane.tsx';
import { say } from '../words.ts';
import type { Decoded, LatentMapAnswer } from './answers.ts';
import './latent-map.css';
import { words } from './words.ts';

/** A picture read with less confidence than this is no digit. */
const UNSURE = 0.9;

interface LatentMapProps {
  readonly subject: Subject;
  /** What `plane` and `at` of the model take beside the place. */
  readonly input: object;
  readonly title: string;
  readonly dots: boolean;
}

/** A plane through a space of codes: what the decoder makes of each place, and one place to drag. */
export function LatentMap({ subject, input, title, dots }: LatentMapProps) {
  const [place, setPlace] = useState<Point>({ x: 0, y: 0 });
  const map = useAnswer<LatentMapAnswer>(subject, 'plane', input);
  const at = useAnswer<Decoded>(subject, 'at', { ...input, x: rounded(place.x), y: rounded(place.y) });
  const found = map.value;
  const sheet = useMemo(() => found && sheetOf(unpacked(found.pictures), found.side), [found]);
  if (!found || !sheet) return map.failure ? <LabFailure failure={map.failure} /> : <Loading />;
  const { reach, side } = found;
  const cell = 1000 / side;
  const here = at.value ? unpacked(at.value.pictures)[0]! : null;
  return (
    <figure class="latent-map">
      <figcaption>{title}</figcaption>
      <Plane
        extent={{ x: [-reach, reach], y: [-reach, reach] }}
        label={title}
        handles={[{ ...place, id: 'code', label: say(words.handle), kind: 'mean' }]}
        onMove={(_, to) => setPlace(to)}
        onPress={setPlace}
      >
        {(scale) => (
          <>
            <image class="latent-map__sheet" href={sheet} x={0} y={0} width={1000} height={1000} />
            {found.sure.map(
              (sure, i) =>
                sure < UNSURE && (
                  <rect
                    key={i}
                    class="latent-map__hole"
                    x={(i % side) * cell}
                    y={Math.floor(i / side) * cell}
                    width={cell}
                    height={cell}
                    style={{ opacity: Math.min(0.75, 0.2 + 1.1 * (UNSURE - sure)) }}
                  />
                ),
            )}
            {dots &&
              found.points.map(([x, y, label], i) => (
                <circle
                  key={i}
                  class="plane__dot"
                  cx={scale.x(x)}
                  cy={scale.y(y)}
                  r={5.5}
                  fill={colourOf(label)}
                  opacity={0.8}
                />
              ))}
          </>
        )}
      </Plane>
      <div class="latent-map__here">
        {here && <Picture picture={here} rem={7} label={say(words.decoded)} />}
        <p class="figures">
          {at.value && say(words.read, { label: at.value.read[0]!, sure: formatPercent(at.value.sure[0]!) })}
        </p>
        <p class="small quiet">
          {say(words.holes)}: {formatPercent(found.sure.filter((sure) => sure < UNSURE).length / found.sure.length)}
        </p>
      </div>
      <LabFailure failure={at.failure} />
    </figure>
  );
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** All pictures of the map as one image. */
function sheetOf(pictures: readonly PictureData[], side: number): string {
  const { width, height, channels } = pictures[0]!;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [side * width, side * height];
  const context = canvas.getContext('2d')!;
  pictures.forEach(({ pixels }, i) => {
    const image = context.createImageData(width, height);
    for (let p = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) image.data[4 * p + c] = pixels[p * channels + (channels === 3 ? c : 0)]!;
      image.data[4 * p + 3] = 255;
    }
    context.putImageData(image, (i % side) * width, Math.floor(i / side) * height);
  });
  return canvas.toDataURL();
}
