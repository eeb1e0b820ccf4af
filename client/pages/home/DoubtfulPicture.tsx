import { useEffect, useState } from 'preact/hooks';
import type { ModelInfo } from '../../../shared/protocol/http.ts';
import { inWords, t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { address } from '../../net/http.ts';
import { usePolled } from '../../net/usePolled.ts';
import { Frame } from '../../ui/Frame.tsx';
import { Samples } from '../../ui/Samples.tsx';
import { Stamp } from '../../ui/Stamp.tsx';
import genuineUrl from './genuine.png';
import { hangings } from './hangings.ts';

/** A picture hangs for so long without its origin, and as long with it, ms. */
const DOUBT_MS = 3200;
const TOLD_MS = 2800;
/** The data set whose genuine pictures ship with the pages; forgeries of the same are hung beside them. */
const DATASET = 'strokes';

/**
 * One picture after the other, real or generated; first without, then with its origin. Pointing at it or focusing it
 * keeps it; pressing it hangs the next.
 */
export function DoubtfulPicture() {
  const { value } = usePolled<readonly ModelInfo[]>('api/models', 30_000);
  const models = (value ?? []).filter((model) => model.dataset === DATASET && model.pool > 0);
  const [turn, setTurn] = useState(0);
  const [told, setTold] = useState(false);
  const [kept, setKept] = useState(false);
  const [seed] = useState(() => Math.floor(Math.random() * 2 ** 31));
  const hanging = hangings(models.length, seed, turn);

  useEffect(() => {
    if (kept) return;
    const timer = setTimeout(() => (told ? next() : setTold(true)), told ? TOLD_MS : DOUBT_MS);
    return () => clearTimeout(timer);
  }, [turn, told, kept]);

  function next(): void {
    setTold(false);
    setTurn((n) => n + 1);
  }

  const model = hanging.model === null ? null : models[hanging.model]!;
  const room = Math.min(innerWidth * (innerWidth < 900 ? 0.3 : 0.27), innerHeight * 0.46);
  return (
    <button
      type="button"
      class="doubt"
      aria-label={t('home.next')}
      onClick={() => (told ? next() : setTold(true))}
      onMouseEnter={() => setKept(true)}
      onMouseLeave={() => setKept(false)}
      onFocus={() => setKept(true)}
      onBlur={() => setKept(false)}
    >
      <Frame>
        <span class="doubt__picture" key={turn}>
          <Samples
            url={model === null ? genuineUrl : address(`api/models/${encodeURIComponent(model.id)}/grid.png`)}
            first={hanging.sample}
            across={1}
            room={room}
            label={told ? originOf(model) : t('home.pictureUnknown')}
          />
        </span>
      </Frame>
      <span class={told ? 'plate doubt__plate doubt__plate--told' : 'plate doubt__plate'}>
        {told ? (
          <>
            <Stamp truth={model === null ? 'real' : 'fake'} />
            <span class="doubt__origin">{originOf(model)}</span>
          </>
        ) : (
          <span class="doubt__ask">{t('home.ask')}</span>
        )}
      </span>
    </button>
  );
}

function originOf(model: ModelInfo | null): string {
  if (model === null) return t('home.originGenuine');
  return t('home.originForgery', { model: inWords(model.title), step: formatCount(model.step) });
}
