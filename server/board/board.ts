import { createHash } from 'node:crypto';
import type {
  BoardAnalysis,
  BoardFilter,
  JudgmentRows,
  RowsQuery,
  WallRows,
  WallsQuery,
} from '../../shared/protocol/board.ts';
import type { Board, BoardRow, GeneratorInfo } from '../../shared/protocol/http.ts';
import type { Gallery } from '../gallery/gallery.ts';
import type { Untold } from '../game/untold.ts';
import { UNJUDGED } from './human-scores.ts';
import { modelInfo } from './model-info.ts';
import type { AnalystAnswer, AnalystQuestion } from './question.ts';

/** People and machines on every model of a data set, and the rows behind every number. */
export interface BoardService {
  /** The board as of now, at most {@link REFRESH} old while judgments come in. */
  board(dataset: string, filter: BoardFilter): Promise<Board>;
  rows(query: RowsQuery): Promise<JudgmentRows>;
  /** All rows of a query, a page at a time. */
  allRows(query: RowsQuery): AsyncIterable<JudgmentRows['rows']>;
  walls(query: WallsQuery): Promise<WallRows>;
  allWalls(query: WallsQuery): AsyncIterable<WallRows['rows']>;
  /** PNG of a picture that has been judged and revealed; null for any other. */
  picture(dataset: string, id: string): Promise<Uint8Array | null>;
}

export interface BoardOptions {
  readonly gallery: Pick<Gallery, 'models' | 'datasets'>;
  /** Reads and analyses judgments. */
  readonly ask: (question: AnalystQuestion) => Promise<AnalystAnswer>;
  /** What open rooms still keep secret. */
  readonly untold: () => readonly Untold[];
  /** Grows with every judgment; the analysis is asked again only when it has, or when a room has told more. */
  readonly judgmentsWritten: () => number;
  /** Grows whenever a machine has looked at more pictures. */
  readonly appraisals: () => number;
  readonly generators: () => Promise<readonly GeneratorInfo[]>;
  readonly now?: () => number;
}

/** A view of a data set is analysed at most so often, ms. */
const REFRESH = 1000;
/** Views whose last analysis is kept. */
const VIEWS = 64;
/** Rows in a page of a whole file. */
const PAGE = 5000;

interface Cached {
  readonly at: number;
  readonly state: string;
  readonly analysis: Promise<BoardAnalysis>;
}

export function createBoard(options: BoardOptions): BoardService {
  const { gallery, ask, judgmentsWritten, appraisals, generators, now = () => performance.now() } = options;
  const cache = new Map<string, Cached>();
  const untold = (): Untold[] => [...options.untold()];

  const analysisOf = (dataset: string, filter: BoardFilter): Promise<BoardAnalysis> => {
    const view = JSON.stringify([dataset, filter]);
    const secrets = untold();
    const scored = gallery.models().filter(({ header }) => header.dataset === dataset && header.scores !== null).length;
    const state = JSON.stringify([judgmentsWritten(), appraisals(), scored, secrets]);
    const cached = cache.get(view);
    if (cached && (cached.state === state || now() - cached.at < REFRESH)) return cached.analysis;
    const analysis = ask({ about: 'board', dataset, filter, untold: secrets }).then(
      (answer) => (answer as Extract<AnalystAnswer, { about: 'board' }>).analysis,
    );
    cache.delete(view);
    if (cache.size >= VIEWS) cache.delete(cache.keys().next().value!);
    cache.set(view, { at: now(), state, analysis });
    analysis.catch(() => cache.delete(view));
    return analysis;
  };

  const rows = async (query: RowsQuery): Promise<JudgmentRows> => {
    const answer = await ask({ about: 'rows', query, untold: untold() });
    return (answer as Extract<AnalystAnswer, { about: 'rows' }>).rows;
  };

  const walls = async (query: WallsQuery): Promise<WallRows> => {
    const answer = await ask({ about: 'walls', query, untold: untold() });
    return (answer as Extract<AnalystAnswer, { about: 'walls' }>).rows;
  };

  return {
    async board(dataset, filter) {
      const [analysis, words] = await Promise.all([analysisOf(dataset, filter), generators()]);
      const rung = new Map(words.map(({ name, rung: place }) => [name, place]));
      const { models, ...rest } = analysis;
      const all = gallery
        .models()
        .filter((model) => model.header.dataset === dataset)
        .map((model): BoardRow => ({ model: modelInfo(model, words), ...(models[model.id] ?? NOTHING) }))
        .sort(
          ({ model: a }, { model: b }) =>
            (rung.get(a.generator) ?? Infinity) - (rung.get(b.generator) ?? Infinity) ||
            a.step - b.step ||
            (a.id < b.id ? -1 : 1),
        );
      const content = { dataset, datasets: gallery.datasets(), ...rest, rows: all };
      const version = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
      return { ...content, version };
    },
    rows,
    allRows: (query) => pages((page) => rows({ ...query, ...page })),
    walls,
    allWalls: (query) => pages((page) => walls({ ...query, ...page })),
    async picture(dataset, id) {
      const answer = await ask({ about: 'picture', dataset, id, untold: untold() });
      return (answer as Extract<AnalystAnswer, { about: 'picture' }>).png;
    },
  };
}

const NOTHING = { ...UNJUDGED, nEff: null, varied: null };

/** All rows of a query, a page at a time. */
async function* pages<Row>(
  read: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: Row[] }>,
): AsyncIterable<Row[]> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await read({ offset, limit: PAGE });
    yield page.rows;
    if (offset + PAGE >= page.total) return;
  }
}
