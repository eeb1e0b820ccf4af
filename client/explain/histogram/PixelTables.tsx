import { useMemo, useState } from 'preact/hooks';
import { formatCount, formatPercent } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { bytesOf, unpacked } from '../parts/bytes.ts';
import { Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { Picture, Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import './histogram.css';
import { words } from './words.ts';

/** As the server's `pixels` answers. */
interface Tables {
  readonly counted: number;
  readonly parts: number;
  readonly greys: number;
  readonly mean: LabPictures;
  /** Base64 of 16-bit numbers [pixels, greys], shares in `parts`. */
  readonly shares: string;
}

/** The shipped model: a table for each pixel, and draws from all of them at once. */
export function PixelTables() {
  const chosen = useModel('histogram');
  const { model } = chosen;
  const [at, setAt] = useState({ x: 14, y: 14 });
  const [seed, setSeed] = useState(1);
  const found = useAnswer<Tables>(model && { model }, 'pixels', {});
  const drawn = useAnswer<{ pictures: LabPictures }>(model && { model }, 'sample', { n: 8, seed });
  const shares = useMemo(
    () => (found.value ? new Uint16Array(bytesOf(found.value.shares).buffer) : new Uint16Array(0)),
    [found.value],
  );
  if (chosen.missing) return chosen.missing;
  if (!found.value) return found.failure ? <LabFailure failure={found.failure} /> : <Loading />;
  const { counted, parts, greys, mean } = found.value;
  const [picture] = unpacked(mean);
  const { width, height, channels } = picture!;
  const [x, y] = [Math.min(at.x, width - 1), Math.min(at.y, height - 1)];
  const from = (y * width + x) * channels * greys;
  const own = Array.from(shares.subarray(from, from + greys), (share) => share / parts);
  const most = Math.max(...own);
  const press = (event: MouseEvent & { currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const cell = (offset: number, size: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor((offset / size) * count)));
    setAt({
      x: cell(event.clientX - box.left, box.width, width),
      y: cell(event.clientY - box.top, box.height, height),
    });
  };
  return (
    <Bench
      part={2}
      line={say(words.pixelsLine, { n: formatCount(counted) })}
      stage={
        <>
          <span class="mount">
            <span class="histogram__pixels" onClick={press}>
              <Picture picture={picture!} rem={20} label={say(words.mean)} />
              <span
                class="histogram__cursor"
                style={{
                  left: `${(100 * x) / width}%`,
                  top: `${(100 * y) / height}%`,
                  width: `${100 / width}%`,
                  height: `${100 / height}%`,
                }}
              />
            </span>
          </span>
          <p class="small quiet">{say(words.mean)}</p>
          {drawn.value && (
            <>
              <p class="small quiet">{say(words.dust)}</p>
              <Pictures pictures={unpacked(drawn.value.pictures)} across={4} rem={26} label={say(words.dust)} />
            </>
          )}
        </>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <h3>{say(words.pixel, { x: x + 1, y: y + 1 })}</h3>
          <div
            class="histogram__table"
            role="img"
            aria-label={`${say(words.tableOfPixel)}: ${own.map(formatPercent).join(', ')}`}
          >
            {own.map((share, g) => (
              <span key={g} class="histogram__column">
                <span class="histogram__fill" style={{ height: `${(100 * share) / most}%` }} />
                <span
                  class="histogram__grey"
                  style={{
                    background: `rgb(${Array(3)
                      .fill(Math.round((255 * g) / (greys - 1)))
                      .join(' ')})`,
                  }}
                />
              </span>
            ))}
          </div>
          <p class="small quiet histogram__ends">
            <span>
              {say(words.black)} {formatPercent(own[0]!)}
            </span>
            <span>
              {say(words.white)} {formatPercent(own[greys - 1]!)}
            </span>
          </p>
          <Range
            label={say(words.row)}
            value={y + 1}
            min={1}
            max={height}
            onChange={(value) => setAt({ x, y: value - 1 })}
          />
          <Range
            label={say(words.column)}
            value={x + 1}
            min={1}
            max={width}
            onChange={(value) => setAt({ x: value - 1, y })}
          />
          <div class="row">
            <button type="button" class="button" disabled={drawn.busy} onClick={() => setSeed(seed + 1)}>
              {say(words.again)}
            </button>
          </div>
          <LabFailure failure={found.failure ?? drawn.failure} />
        </>
      }
    />
  );
}
