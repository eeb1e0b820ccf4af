import { useState } from 'preact/hooks';
import type { ModelInfo, ServerInfo } from '../../../shared/protocol/http.ts';
import { formatSignificant } from '../../i18n/numbers.ts';
import { usePolled } from '../../net/usePolled.ts';
import { datasetTitle } from '../../play/generators.ts';
import { Choices } from '../../ui/Field.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useAnswer } from '../parts/ask.ts';
import type { LabPictures } from '../parts/ask.ts';
import { Bench } from '../parts/Bench.tsx';
import { unpacked } from '../parts/bytes.ts';
import { Range } from '../parts/controls.tsx';
import { LabFailure } from '../parts/model.tsx';
import { Pictures } from '../parts/Picture.tsx';
import { say } from '../words.ts';
import './metrics.css';
import { isHigherBetter, verdictOf } from './verdict.ts';
import type { Estimate } from './verdict.ts';
import { words } from './words.ts';

interface Spoiled {
  readonly n: number;
  readonly scores: Readonly<Record<Measure, Estimate>>;
  readonly pictures: LabPictures;
}

const MEASURES = ['frechet', 'kid', 'inception-score', 'precision', 'recall'] as const;
type Measure = (typeof MEASURES)[number];

const CLEAN = { blur: 0, noise: 0, classes: 10, distinct: 500 };
/** Numbers of different pictures on the slider, from all to one. */
const DISTINCT = [500, 250, 100, 50, 20, 10, 5, 2, 1] as const;
/** In the order in which they are offered. */
const KNOWN = ['mnist', 'strokes', 'fashion-mnist'];

/** A set of real pictures that is made worse, and what five measures say. */
export function Live() {
  const info = usePolled<ServerInfo>('api/info', 15_000);
  const models = usePolled<readonly ModelInfo[]>('api/models', 15_000);
  const [wished, setDataset] = useState<string | null>(null);
  const [spoils, setSpoils] = useState(CLEAN);
  // Measured in the features of a classifier, which ships with the models of its data set.
  const there = KNOWN.filter(
    (name) =>
      (info.value?.datasets.find((set) => set.name === name)?.reals ?? 0) >= 1000 &&
      models.value?.some(({ dataset, shipped }) => shipped && dataset === name),
  );
  const dataset = wished ?? there[0] ?? null;
  const untouched = useAnswer<Spoiled>(dataset ? { dataset } : null, 'spoiled', CLEAN);
  const now = useAnswer<Spoiled>(dataset ? { dataset } : null, 'spoiled', spoils);
  if (!untouched.value || !now.value) {
    return untouched.failure ? <LabFailure failure={untouched.failure} /> : <Loading />;
  }
  const change = (part: Partial<typeof CLEAN>): void => setSpoils({ ...spoils, ...part });
  return (
    <Bench
      part={0}
      line={say(words.line, { n: now.value.n })}
      stage={
        <>
          <Pictures pictures={unpacked(now.value.pictures)} across={10} rem={44} label={say(words.set)} />
          <table class={`measures${now.busy ? ' measures--busy' : ''}`}>
            <thead>
              <tr>
                <th>{say(words.measure)}</th>
                <th class="measures__number">{say(words.untouched)}</th>
                <th class="measures__number">{say(words.now)}</th>
                <th>{say(words.verdict)}</th>
              </tr>
            </thead>
            <tbody>
              {MEASURES.map((measure) => (
                <Row
                  key={measure}
                  measure={measure}
                  before={untouched.value!.scores[measure]}
                  after={now.value!.scores[measure]}
                />
              ))}
            </tbody>
          </table>
        </>
      }
      controls={
        <>
          {there.length > 1 && dataset && (
            <Choices
              label={say(words.dataset)}
              value={dataset}
              onChange={setDataset}
              options={there.map((name) => ({ value: name, label: datasetTitle(name) }))}
            />
          )}
          <Range
            label={say(words.blur)}
            value={spoils.blur}
            min={0}
            max={3}
            step={0.25}
            shown={say(words.pixels, { n: spoils.blur })}
            onChange={(blur) => change({ blur })}
          />
          <Range
            label={say(words.noise)}
            value={spoils.noise}
            min={0}
            max={100}
            step={5}
            shown={say(words.grey, { n: spoils.noise })}
            onChange={(noise) => change({ noise })}
          />
          <Range
            label={say(words.classes)}
            value={spoils.classes}
            min={1}
            max={10}
            onChange={(classes) => change({ classes })}
          />
          <Range
            label={say(words.distinct)}
            value={DISTINCT.indexOf(spoils.distinct as (typeof DISTINCT)[number])}
            min={0}
            max={DISTINCT.length - 1}
            shown={spoils.distinct === 500 ? say(words.all) : say(words.restCopies, { n: spoils.distinct })}
            onChange={(i) => change({ distinct: DISTINCT[i]! })}
          />
          <div class="row">
            <button type="button" class="button button--quiet" onClick={() => setSpoils(CLEAN)}>
              {say(words.clean)}
            </button>
          </div>
          <LabFailure failure={now.failure} />
        </>
      }
    />
  );
}

interface RowProps {
  readonly measure: Measure;
  readonly before: Estimate;
  readonly after: Estimate;
}

function Row({ measure, before, after }: RowProps) {
  const verdict = verdictOf(measure, before, after);
  return (
    <tr>
      <th scope="row">
        {say(words[measure])}
        <span class="measures__hint">{say(isHigherBetter(measure) ? words.higher : words.lower)}</span>
      </th>
      <td class="figures measures__number">{formatSignificant(before.value)}</td>
      <td class="figures measures__number">
        <strong>{formatSignificant(after.value)}</strong>
        <span class="measures__hint">
          {formatSignificant(after.low)} … {formatSignificant(after.high)}
        </span>
      </td>
      <td>
        <span class={`measures__verdict measures__verdict--${verdict}`}>{say(words[verdict])}</span>
      </td>
    </tr>
  );
}
