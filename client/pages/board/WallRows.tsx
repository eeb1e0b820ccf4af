import type { TwinsInfo, VarietyInfo, WallInfo } from '../../../shared/protocol/board.ts';
import type { Board } from '../../../shared/protocol/http.ts';
import { t } from '../../i18n/index.ts';
import { formatPercent } from '../../i18n/numbers.ts';
import { RowsPage } from './RowsPage.tsx';
import { Judge } from './Judge.tsx';
import { pictureAddress } from './pictureAddress.ts';
import { queryOf } from './view.ts';
import { modelName } from './words.ts';

interface WallRowsProps {
  readonly board: Board;
  readonly mode: WallInfo['mode'];
  /** Model id, or 'real'. */
  readonly model: string;
}

/** The walls behind a number of human diversity. */
export function WallRows({ board, mode, model }: WallRowsProps) {
  const query = queryOf({ dataset: board.dataset, ...board.filter, mode, model });
  const names = new Map(board.rows.map((row) => [row.model.id, modelName(row)]));
  const nameOf = (source: string): string => (source === 'real' ? t('common.genuine') : (names.get(source) ?? source));
  const heads = [mode === 'twins' ? 'wall' : 'walls', 'answer', 'player', 'room', 'seconds', 'time'];
  return (
    <RowsPage<WallInfo>
      route="api/board/walls"
      query={query}
      heads={heads.map((head) => t(`board.rows.${head}`))}
      note={t(mode === 'twins' ? 'board.rowsNoteTwins' : 'board.rowsNoteVariety')}
      line={(row) => (
        <tr key={`${row.room} ${row.participant} ${row.game} ${row.trial}`}>
          {row.mode === 'twins' ? (
            <Searched row={row} nameOf={nameOf} dataset={board.dataset} />
          ) : (
            <Compared row={row} nameOf={nameOf} />
          )}
          <Judge row={row} board={board} />
        </tr>
      )}
    />
  );
}

interface SearchedProps {
  readonly row: TwinsInfo;
  readonly nameOf: (source: string) => string;
  readonly dataset: string;
}

function Searched({ row, nameOf, dataset }: SearchedProps) {
  const { model, planted, plantedFound, pair, sure } = row;
  const said = pair === null ? t('board.noTwins') : t('board.twinsReported', { pair: placesOf(pair) });
  return (
    <>
      <td>
        {nameOf(model)}
        {planted > 0 && <span class="small quiet"> {t('board.planted')}</span>}
      </td>
      <td>
        {reportedPictures(row).map((id, i) => (
          <img key={i} class="pixels behind__thumb" loading="lazy" src={pictureAddress(dataset, id)} alt="" />
        ))}{' '}
        {said}, {formatPercent(sure)}
        {plantedFound > 0 && <span class="small quiet"> {t('board.plantedFound')}</span>}
      </td>
    </>
  );
}

/** Places as a person counts them: from 1, by rows. */
const placesOf = (pair: string): string =>
  pair
    .split('-')
    .map((place) => Number(place) + 1)
    .join(' + ');

/** Gallery ids of the reported pair; none where a planted twin is of it, which hangs in no gallery. */
function reportedPictures({ pair, pictures }: TwinsInfo): readonly string[] {
  if (pair === null) return [];
  const hung = pictures.split(' ');
  const ids = pair.split('-').flatMap((place) => hung[Number(place)] ?? []);
  return ids.some((id) => id.includes('~')) ? [] : ids;
}

function Compared({ row, nameOf }: { readonly row: VarietyInfo; readonly nameOf: (source: string) => string }) {
  const { left, right, winner, pRight, label } = row;
  return (
    <>
      <td>
        {t('board.against', { left: nameOf(left), right: nameOf(right) })}
        {label !== null && <span class="small quiet"> {label}</span>}
      </td>
      <td>
        {t('board.moreVaried', { name: nameOf(winner === 'left' ? left : right) })},{' '}
        {formatPercent(Math.max(pRight, 1 - pRight))}
      </td>
    </>
  );
}
