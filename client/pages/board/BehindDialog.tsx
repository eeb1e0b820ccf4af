import type { RankedMeasure } from '../../../shared/protocol/board.ts';
import type { Board, BoardRow } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatCount } from '../../i18n/numbers.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AgreementDialog } from './AgreementDialog.tsx';
import { PictureFacts } from './PictureFacts.tsx';
import { PictureRows } from './PictureRows.tsx';
import { WallRows } from './WallRows.tsx';
import { countOf, estimateOf, isHuman } from './columns.ts';
import type { Column, MachineScore } from './columns.ts';
import { formatEstimate, formatInterval, formatScore, modelName } from './words.ts';

/** What a reader wants to see behind: a number of a model, the error on reals, comparisons of genuine walls, two orders, or one picture. */
export type Behind =
  | { readonly kind: 'score'; readonly model: string; readonly column: Column }
  | { readonly kind: 'reals' }
  | { readonly kind: 'walls' }
  | { readonly kind: 'agreement'; readonly people: RankedMeasure; readonly score: MachineScore }
  | { readonly kind: 'picture'; readonly picture: string };

interface BehindDialogProps {
  readonly board: Board;
  readonly behind: Behind;
  readonly onNumber: (modelId: string, column: Column) => void;
  readonly onClose: () => void;
}

/** What a number was counted over. */
export function BehindDialog({ board, behind, onNumber, onClose }: BehindDialogProps) {
  if (behind.kind === 'agreement') {
    const { people, score } = behind;
    return <AgreementDialog board={board} people={people} score={score} onNumber={onNumber} onClose={onClose} />;
  }
  const row = behind.kind === 'score' ? board.rows.find(({ model }) => model.id === behind.model) : undefined;
  if (behind.kind === 'score' && row && !isHuman(behind.column))
    return <ScoreDialog row={row} score={behind.column} onClose={onClose} />;
  const title =
    behind.kind === 'score' && row ? `${modelName(row)}: ${t(`board.${behind.column}`)}` : t(TITLES[behind.kind]);
  return (
    <Dialog wide title={title} onClose={onClose}>
      {behind.kind === 'score' && row && <Estimated row={row} column={behind.column} />}
      {behind.kind === 'picture' && <PictureFacts board={board} picture={behind.picture} />}
      <Rows board={board} behind={behind} />
    </Dialog>
  );
}

const TITLES = {
  score: 'board.judgments', // of a model that is there no more
  reals: 'board.behindReals',
  walls: 'board.behindWalls',
  picture: 'board.behindPicture',
} as const;

type Counted = Exclude<Behind, { readonly kind: 'agreement' }>;

function Rows({ board, behind }: { readonly board: Board; readonly behind: Counted }) {
  switch (behind.kind) {
    case 'reals':
      return <PictureRows board={board} asked={{ model: 'reals' }} />;
    case 'walls':
      return <WallRows board={board} mode="variety" model="real" />;
    case 'picture':
      return <PictureRows board={board} asked={{ picture: behind.picture }} />;
    case 'score': {
      const { model, column } = behind;
      if (column === 'nEff') return <WallRows board={board} mode="twins" model={model} />;
      if (column === 'varied') return <WallRows board={board} mode="variety" model={model} />;
      return <PictureRows board={board} asked={{ model, withReals: column !== 'fooled' }} />;
    }
  }
}

function Estimated({ row, column }: { readonly row: BoardRow; readonly column: Column }) {
  const estimate = estimateOf(row, column);
  return (
    <p class="figures">
      {estimate && (
        <strong class="behind__value">
          {formatEstimate(column, estimate)} {formatInterval(column, estimate)}
        </strong>
      )}
      <span class="quiet">{t(`board.${column}Line`)}</span>
    </p>
  );
}

/** Where a machine's number comes from: there are no rows behind it, but images that can be drawn again. */
function ScoreDialog({
  row,
  score,
  onClose,
}: {
  readonly row: BoardRow;
  readonly score: MachineScore;
  readonly onClose: () => void;
}) {
  const { model } = row;
  const scores = model.scores!;
  const name = `${model.dataset}/${model.runId ?? model.generator}`;
  return (
    <Dialog title={`${modelName(row)}: ${t(`board.${score}`)}`} onClose={onClose}>
      <Estimated row={row} column={score} />
      <dl class="facts">
        {[
          [t('board.images'), formatCount(countOf(row, score))],
          [t('board.features'), `${scores.extractor.id} (${scores.extractor.hash.slice(0, 12)})`],
          [t('board.seed'), String(scores.seed)],
          [t('board.dataHash'), model.datasetHash.slice(0, 16)],
          ...(score === 'frechet' ? [[t('board.floor'), formatScore('frechet', scores.floor)]] : []),
        ].map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd class="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">{t('board.again')}</p>
      <pre class="behind__command">npx uncanny evaluate {name}</pre>
    </Dialog>
  );
}
