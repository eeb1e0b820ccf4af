import { createHash } from 'node:crypto';
import type { Board, BoardRow, GeneratorInfo } from '../../shared/protocol/http.ts';
import type { Gallery } from '../gallery/gallery.ts';
import type { HumanScores } from '../workers/messages.ts';
import { modelInfo } from './model-info.ts';

/** People and machines on every model of a data set. */
export interface BoardService {
  /** The board as of now, at most {@link REFRESH} old while judgments come in. */
  board(dataset: string): Promise<Board>;
}

export interface BoardOptions {
  readonly gallery: Pick<Gallery, 'models' | 'datasets'>;
  /** Analyses all judgments of a data set. */
  readonly analyse: (dataset: string) => Promise<HumanScores>;
  /** Grows with every judgment; the analysis is asked again only when it has. */
  readonly judgmentsWritten: () => number;
  readonly generators: () => Promise<readonly GeneratorInfo[]>;
  readonly now?: () => number;
}

/** A data set is analysed at most so often, ms. */
const REFRESH = 1000;

interface Cached {
  readonly at: number;
  readonly judgments: number;
  readonly scores: Promise<HumanScores>;
}

export function createBoard(options: BoardOptions): BoardService {
  const { gallery, analyse, judgmentsWritten, generators, now = () => performance.now() } = options;
  const cache = new Map<string, Cached>();

  const scoresOf = (dataset: string): Promise<HumanScores> => {
    const cached = cache.get(dataset);
    const fresh = cached && (cached.judgments === judgmentsWritten() || now() - cached.at < REFRESH);
    if (fresh) return cached.scores;
    const scores = analyse(dataset);
    cache.set(dataset, { at: now(), judgments: judgmentsWritten(), scores });
    scores.catch(() => cache.delete(dataset));
    return scores;
  };

  return {
    async board(dataset) {
      const [scores, words] = await Promise.all([scoresOf(dataset), generators()]);
      const rung = new Map(words.map(({ name, rung: place }) => [name, place]));
      const rows = gallery
        .models()
        .filter((model) => model.header.dataset === dataset)
        .map((model): BoardRow => ({ model: modelInfo(model, words), ...(scores.models[model.id] ?? UNJUDGED) }))
        .sort(
          ({ model: a }, { model: b }) =>
            (rung.get(a.generator) ?? Infinity) - (rung.get(b.generator) ?? Infinity) ||
            a.step - b.step ||
            (a.id < b.id ? -1 : 1),
        );
      const content = { dataset, datasets: gallery.datasets(), reals: scores.reals, rows };
      const version = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
      return { ...content, version };
    },
  };
}

const UNJUDGED = { n: 0, participants: 0, rooms: 0, fooled: null, dPrime: null, criterion: null };
