import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import type { PictureData } from '../parts/bytes.ts';
import { Fact, Range } from '../parts/controls.tsx';
import { LabFailure, ModelChoice, useModel } from '../parts/model.tsx';
import { colourOf } from '../parts/palette.ts';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import './hmm.css';
import { Strip } from './Strip.tsx';
import { chainOf, lineOf, pictureOf } from './walk.ts';
import type { ChainAnswer, WalkingChain } from './walk.ts';
import { words } from './words.ts';

interface PathAnswer {
  readonly picture: LabPictures;
  readonly path: readonly number[];
  readonly logProbability: number;
}

/** The most probable states of a real picture's rows. */
export function Path() {
  const chosen = useModel('hmm');
  const { model } = chosen;
  const [label, setLabel] = useState(3);
  const [index, setIndex] = useState(0);
  const [line, setLine] = useState(8);
  const chain = useAnswer<ChainAnswer>(model && { model }, 'chain', { label });
  const found = useAnswer<PathAnswer>(model && { model }, 'path', { label, index });
  const walking = useMemo(() => chain.value && chainOf(chain.value), [chain.value]);
  if (chosen.missing) return chosen.missing;
  const failure = chain.failure ?? found.failure;
  if (!walking || !found.value) return failure ? <LabFailure failure={failure} /> : <Loading />;
  const { path, logProbability } = found.value;
  const [picture] = unpacked(found.value.picture);
  const t = Math.min(line, path.length - 1);
  const state = path[t]!;
  const bandOf = (s: number): number => Math.floor(s / walking.shapes);
  const moves = [0, 0, 0];
  for (let i = 1; i < path.length; i++) moves[Math.min(2, bandOf(path[i]!) - bandOf(path[i - 1]!))]!++;
  return (
    <Bench
      part={1}
      line={say(words.pathLine)}
      stage={
        <div class="hmm__three">
          <Marked name={say(words.real)} chain={walking} t={t}>
            <Picture picture={picture!} rem={innerWidth < 640 ? 7 : 17} label={say(words.real)} />
          </Marked>
          <Marked name={say(words.expected)} chain={walking} t={t}>
            <Picture picture={pictureOf(walking, path)} rem={innerWidth < 640 ? 7 : 17} label={say(words.expected)} />
          </Marked>
          <Marked name={say(words.states)} chain={{ ...walking, scan: 'rows' }} t={t}>
            <Trace path={path} shapes={walking.shapes} />
          </Marked>
        </div>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={(digit) => (setLabel(digit), setIndex(0))} />
          <div class="row">
            <button type="button" class="button" disabled={found.busy} onClick={() => setIndex((index + 1) % 1000)}>
              {say(words.another)}
            </button>
          </div>
          <Range
            label={say(words.line)}
            value={t + 1}
            min={1}
            max={path.length}
            onChange={(value) => setLine(value - 1)}
          />
          <p class="small quiet">{say(words.real)}</p>
          <Strip line={lineIn(picture!, t, walking.scan)} />
          <p class="small quiet">{say(words.expected)}</p>
          <Strip line={lineOf(walking, state)} />
          <div class="facts">
            <Fact name={say(words.band)}>{bandOf(state) + 1}</Fact>
            <Fact name={say(words.shape)}>{(state % walking.shapes) + 1}</Fact>
            <Fact name={say(words.moves)}>{moves.join(' · ')}</Fact>
            <Fact name={say(words.logProbability)} note={say(words.nats)}>
              {formatFixed(logProbability, 1)}
            </Fact>
          </div>
          <LabFailure failure={failure} />
        </>
      }
    />
  );
}

/** A picture with its name, and a frame about one of its lines. */
function Marked(props: {
  readonly name: string;
  readonly chain: Pick<WalkingChain, 'scan' | 'length'>;
  readonly t: number;
  readonly children: ComponentChildren;
}) {
  const { scan, length } = props.chain;
  return (
    <figure class="hmm__figure">
      <span class={`hmm__paper hmm__paper--${scan}`}>
        {props.children}
        <span class="hmm__pen" style={{ '--at': props.t / length, '--line': 1 / length }} />
      </span>
      <figcaption class="small quiet">{props.name}</figcaption>
    </figure>
  );
}

/** The path from above: a place for each shape of a band, a row for each line. */
function Trace({ path, shapes }: { readonly path: readonly number[]; readonly shapes: number }) {
  const x = (state: number): number => ((state % shapes) + 0.5) * (path.length / shapes);
  const line = path.map((state, t) => `${t === 0 ? 'M' : 'L'}${x(state)} ${t + 0.5}`).join('');
  return (
    <svg class="hmm__trace" viewBox={`0 0 ${path.length} ${path.length}`} role="img" aria-label={say(words.states)}>
      <path d={line} />
      {path.map((state, t) => (
        <circle key={t} cx={x(state)} cy={t + 0.5} r="0.42" fill={colourOf(state % shapes)} />
      ))}
    </svg>
  );
}

/** One line of a picture. */
function lineIn({ pixels, height, width, channels }: PictureData, t: number, scan: 'rows' | 'columns'): PictureData {
  const count = scan === 'rows' ? width : height;
  const out = Array.from({ length: count * channels }, (_, j) => {
    const [along, c] = [Math.floor(j / channels), j % channels];
    const at = scan === 'rows' ? t * width + along : along * width + t;
    return pixels[at * channels + c]!;
  });
  return { pixels: out, height: 1, width: count, channels };
}
