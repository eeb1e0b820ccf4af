import { useMemo } from 'preact/hooks';
import { formatFixed } from '../../i18n/numbers.ts';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { DigitChoice } from '../parts/DigitChoice.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Fact } from '../parts/controls.tsx';
import { LabFailure, ModelChoice } from '../parts/model.tsx';
import type { ChosenModel } from '../parts/model.tsx';
import { Picture } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import type { Codebook, Reading } from './answers.ts';
import { Tiles } from './Tiles.tsx';
import { words } from './words.ts';

interface TokenGridProps {
  readonly chosen: ChosenModel;
  readonly codebook: Codebook;
  readonly reading: Reading;
  readonly label: number;
  readonly onLabel: (label: number) => void;
  readonly onAnother: () => void;
  readonly tokens: readonly number[];
  readonly onTokens: (tokens: readonly number[] | null) => void;
  readonly place: number;
  readonly onPlace: (place: number) => void;
}

/** A real picture, its tokens, and what they decode to; any of them can be swapped. */
export function TokenGrid(props: TokenGridProps) {
  const { chosen, codebook, reading, label, tokens, onTokens, place, onPlace } = props;
  const patches = useMemo(() => unpacked(codebook.pictures), [codebook]);
  const [original, asRead] = useMemo(() => unpacked(reading.pictures), [reading]);
  const changed = tokens !== reading.tokens;
  const decoded = useAnswer<{ pictures: LabPictures }>(
    changed && chosen.model ? { model: chosen.model } : null,
    'decode',
    { tokens },
  );
  const shown = changed && decoded.value ? unpacked(decoded.value.pictures)[0]! : asRead!;
  const [row, column] = [Math.floor(place / reading.columns) + 1, (place % reading.columns) + 1];
  const swap = (code: number): void => onTokens(tokens.map((token, i) => (i === place ? code : token)));
  return (
    <Bench
      part={0}
      line={say(words.gridLine, { n: tokens.length })}
      stage={
        <div class="dvae__trio">
          <figure>
            <Picture picture={original!} rem={innerWidth < 640 ? 9 : 11} label={say(words.original)} />
            <figcaption>{say(words.original)}</figcaption>
          </figure>
          <figure>
            <Tiles
              patches={patches}
              tokens={tokens}
              columns={reading.columns}
              label={say(words.tokens)}
              nameOf={(i) =>
                `${say(words.place, { row: Math.floor(i / reading.columns) + 1, column: (i % reading.columns) + 1 })}: ${say(words.code, { k: tokens[i]! })}`
              }
              size="large"
              picked={place}
              onPick={onPlace}
            />
            <figcaption>{say(words.tokens)}</figcaption>
          </figure>
          <figure>
            <Picture picture={shown} rem={innerWidth < 640 ? 9 : 11} label={say(words.decoded)} />
            <figcaption>{say(words.decoded)}</figcaption>
          </figure>
        </div>
      }
      controls={
        <>
          <ModelChoice {...chosen} />
          <DigitChoice value={label} onChange={props.onLabel} />
          <div class="row">
            <button type="button" class="button" onClick={props.onAnother}>
              {say(words.another)}
            </button>
            <button type="button" class="button button--quiet" disabled={!changed} onClick={() => onTokens(null)}>
              {say(words.undo)}
            </button>
          </div>
          <div class="facts">
            <Fact name={say(words.chosen)}>{say(words.place, { row, column })}</Fact>
            <Fact name={say(words.now)}>{tokens[place]}</Fact>
            <Fact name={say(words.used)} note={say(words.usedNote, { n: patches.length })}>
              {formatFixed(codebook.perplexity, 1)}
            </Fact>
          </div>
          <h3>{say(words.codebook)}</h3>
          <p class="small quiet">{say(words.codebookLine)}</p>
          <Tiles
            patches={patches}
            tokens={patches.map((_, k) => k)}
            columns={patches.length > 32 ? 16 : 8}
            label={say(words.codebook)}
            nameOf={(k) => say(words.code, { k })}
            size="small"
            picked={tokens[place]!}
            onPick={swap}
          />
          <LabFailure failure={decoded.failure} />
        </>
      }
    />
  );
}
